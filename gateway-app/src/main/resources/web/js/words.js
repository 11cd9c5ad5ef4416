/**
 * The words that messages are found by, as the server makes them: runs of letters and digits, without case and accents; a Chinese or
 * Japanese character and an emoji are words by themselves.
 */
const WORD = /[\p{Ideographic}\p{Script=Hiragana}\p{Script=Katakana}\p{So}]|(?:(?![\p{Ideographic}\p{Script=Hiragana}\p{Script=Katakana}\ufe00-\ufe0f])[\p{L}\p{Nd}\p{Mn}\p{Mc}])+/gu;

const fold = (text) => text.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '').normalize('NFC').toUpperCase().toLowerCase();

/** Of a text, as it is written: `{word, from, to}`. */
function* wordsIn(text) {
  for (const { 0: found, index } of text.matchAll(WORD)) yield { word: fold(found), from: index, to: index + found.length };
}

export const hasWords = (query) => !wordsIn(query).next().done;

/**
 * The text in pieces, `{text, isHit}`, where those are hits that the query finds: its words, and of the last one the beginning, from two
 * characters on.
 */
export function marked(text, query) {
  const wanted = [...wordsIn(query)].map(({ word }) => word);
  const last = wanted.at(-1) ?? '';
  const isBeginning = [...last].length >= 2;
  const isHit = (word) => wanted.includes(word) || (isBeginning && word.startsWith(last));
  const pieces = [];
  let end = 0;
  for (const { word, from, to } of wordsIn(text)) {
    if (!isHit(word)) continue;
    if (from > end) pieces.push({ text: text.slice(end, from), isHit: false });
    pieces.push({ text: text.slice(from, to), isHit: true });
    end = to;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isHit: false });
  return pieces;
}

const BEFORE = 40;
const LENGTH = 160;

/** The part of a long text where the first hit is, on one line, in pieces like the whole. */
export function excerpt(text, query) {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  const [first] = marked(line, query);
  const hit = first && !first.isHit && first.text.length < line.length ? first.text.length : 0;
  const from = hit > BEFORE ? beginning(line, hit - BEFORE, hit) : 0;
  const to = line.length > from + LENGTH ? whole(line, from + LENGTH) : line.length;
  const ellipsis = { text: '…', isHit: false };
  return [...(from > 0 ? [ellipsis] : []), ...marked(line.slice(from, to), query), ...(to < line.length ? [ellipsis] : [])];
}

/** Where a word begins near there, if one does before the hit. */
function beginning(line, near, hit) {
  const space = line.indexOf(' ', near);
  return space >= 0 && space < hit ? space + 1 : whole(line, near);
}

/** There, or one before it where that would part the halves of a character. */
const whole = (line, at) => (/[\udc00-\udfff]/.test(line[at]) ? at - 1 : at);
