import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initial, search } from '../../main/resources/web/js/search.js';
import { excerpt, hasWords, marked } from '../../main/resources/web/js/words.js';

const run = (...events) => events.reduce(search, initial);
const asked = (query, place = null) => ({ type: 'asked', query, place });
const answered = (of, items, next) => ({ type: 'answered', asked: of, items, next });

test('a question without words is not put to the server', () => {
  assert.equal(run(asked('  ')).status, 'idle');
  assert.equal(run(asked('?!')).status, 'wordless');
  assert.equal(run(asked('tea')).status, 'searching');
});

test('an answer to an older question is not shown', () => {
  const state = run(asked('te'), asked('tea'), answered(1, ['old']));
  assert.equal(state.status, 'searching');
  assert.deepEqual(search(state, answered(2, ['new'], 'further')), { ...state, status: 'found', items: ['new'], next: 'further' });
});

test('what was found stays until there is a newer answer, but not in another place', () => {
  const found = run(asked('te'), answered(1, ['one']));
  assert.deepEqual(search(found, asked('tea')).items, ['one']);
  assert.deepEqual(search(found, asked('te', 'c')).items, []);
  assert.deepEqual(search(found, asked('')).items, []);
});

test('pages follow one another, and the last has no next', () => {
  const state = run(asked('tea'), answered(1, ['one'], 'further'), { type: 'continued', asked: 1 }, answered(1, ['two'], undefined));
  assert.deepEqual(state.items, ['one', 'two']);
  assert.equal(state.next, undefined);
});

test('a failure is told; of a further page what is found stays and can be asked for again', () => {
  const failed = { type: 'failed', asked: 1, error: 'slow' };
  assert.deepEqual(run(asked('tea'), failed).items, []);
  const state = run(asked('tea'), answered(1, ['one'], 'further'), { type: 'continued', asked: 1 }, failed);
  assert.deepEqual([state.status, state.error, state.items, state.next], ['failed', 'slow', ['one'], 'further']);
});

const hits = (text, query) => marked(text, query).filter(({ isHit }) => isHit).map((piece) => piece.text);

test('words are found whatever their case and accents, the last by its beginning from two characters on', () => {
  assert.deepEqual(hits('Grüner Tee, green TEA and teapots', 'gruner tea'), ['Grüner', 'TEA', 'teapots']);
  assert.deepEqual(hits('a tea', 't'), []);
  assert.deepEqual(hits('teapot and tea', 'tea pot'), ['tea']);
});

test('a character of a script without spaces and an emoji are words by themselves', () => {
  assert.deepEqual(hits('緑茶を飲む', '茶'), ['茶']);
  assert.deepEqual(hits('well 👍 done', '👍'), ['👍']);
  assert.equal(hasWords('👍'), true);
  assert.equal(hasWords('…'), false);
});

test('the pieces of a text are the text', () => {
  const text = 'Tea, <b>tea</b> & 👍 more tea…';
  assert.equal(marked(text, 'tea').map((piece) => piece.text).join(''), text);
  assert.deepEqual(marked('', 'tea'), []);
});

test('of a long text the part with the first hit is shown', () => {
  const text = `${'before '.repeat(40)}needle ${'after '.repeat(40)}`;
  const told = excerpt(text, 'needle').map((piece) => piece.text).join('');
  assert.ok(/^…before .* needle after .*…$/.test(told));
  assert.ok(told.length < 200);
  assert.equal(excerpt('short needle', 'needle').map((piece) => piece.text).join(''), 'short needle');
});

test('a text without spaces is cut between characters', () => {
  const told = excerpt(`${'👍'.repeat(60)}茶${'👍'.repeat(120)}`, '茶').map((piece) => piece.text).join('');
  assert.equal(told.includes('茶'), true);
  assert.equal([...told].every((character) => '…👍茶'.includes(character)), true);
});
