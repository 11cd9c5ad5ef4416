import { nameOf, personIn, titleOf } from '../questions.js';
import { initial, LONGEST_QUERY, search as next } from '../search.js';
import { excerpt } from '../words.js';
import { avatar, find, h, keyed, setAttribute, setText, show } from './dom.js';
import { explainError } from './explain.js';
import { arrows } from './finder.js';
import { fullTime, shortTime } from './format.js';
import { modal } from './modal.js';

const TYPING_PAUSE_MS = 250;

/**
 * Finds messages by their words, in one conversation or in all.
 *
 * @param jump (conversationId, seq) called for the message that is chosen
 */
export function searchDialog({ client, jump }) {
  const { store } = client;
  let search = initial;
  let hereId = null;
  let typing = null;

  const field = h('input', {
    id: 'search-words',
    type: 'search',
    autocomplete: 'off',
    maxlength: LONGEST_QUERY,
    placeholder: 'Words',
    enterkeyhint: 'search',
    'aria-describedby': 'search-told',
    data: { testid: 'search-words' },
  });
  const [here, hereText] = place('search-here');
  const [everywhere, everywhereText] = place('search-everywhere');
  setText(everywhereText, 'All conversations');
  const places = h(
    'fieldset',
    { class: 'places', role: 'radiogroup', 'aria-label': 'Where to search' },
    ...[
      [here, hereText],
      [everywhere, everywhereText],
    ].map(([input, text]) => h('label', { class: 'place' }, input, text)),
  );
  const told = h('p', { class: 'hint', id: 'search-told', role: 'status', data: { testid: 'search-told' } });
  const results = h('ul', { class: 'found', 'aria-label': 'Messages found', data: { testid: 'search-results' } });
  const more = h('button', { type: 'button', class: 'secondary small', data: { testid: 'search-more' }, on: { click: readOn } });
  const dialog = modal('search-dialog', 'Search messages', [
    h('div', { class: 'field' }, h('label', { class: 'unseen', for: 'search-words' }, 'Words to search for'), field),
    places,
    told,
    h('div', { class: 'found-box' }, results, more),
  ]);
  dialog.element.classList.add('tall');

  field.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(ask, TYPING_PAUSE_MS);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') ask();
    else if (event.key === 'ArrowDown') results.querySelector('button')?.focus();
    else return;
    event.preventDefault();
  });
  places.addEventListener('change', ask);
  results.addEventListener('keydown', (event) => arrows(event, field));

  function place(testid) {
    const input = h('input', { type: 'radio', name: 'search-place', class: 'unseen', data: { testid } });
    return [input, h('span', {})];
  }

  function step(event) {
    search = next(search, event);
    render(store.state);
  }

  function ask() {
    clearTimeout(typing);
    step({ type: 'asked', query: field.value, place: here.checked ? hereId : null });
    if (search.status === 'searching') return answer();
  }

  function readOn() {
    step({ type: 'continued', asked: search.asked });
    return answer(search.next);
  }

  async function answer(cursor) {
    const { asked, query, place: conversationId } = search;
    try {
      const { items, next: cursorAfter } = await client.search(query.trim(), { conversationId, cursor });
      const isFocused = document.activeElement === more;
      const before = results.childElementCount;
      step({ type: 'answered', asked, items, next: cursorAfter });
      if (isFocused && cursor) results.children[before]?.querySelector('button').focus();
    } catch (error) {
      step({ type: 'failed', asked, error });
    }
  }

  function words() {
    const { status, query, items, next: after, error } = search;
    const quoted = `“${query.trim()}”`;
    switch (status) {
      case 'idle':
        return 'Words in any order. Of the last one the beginning is enough, from two letters on.';
      case 'wordless':
        return 'There is no word in this to search for.';
      case 'searching':
        return 'Searching…';
      case 'failed':
        return explainError(error, { not_a_member: 'You are no longer in this conversation, so you can’t search it.' });
      default:
        if (items.length === 0) return [...query.trim()].length === 1 ? `Nothing has the word ${quoted}. Try more letters.` : `Nothing found for ${quoted}.`;
        return `${items.length}${after ? ' or more' : ''} ${items.length === 1 && !after ? 'message' : 'messages'}, the newest first.`;
    }
  }

  function render(state) {
    if (!dialog.element.open) return;
    const conversation = state.conversations[hereId];
    setText(hereText, conversation ? titleOf(state, conversation) : '');
    show(places, Boolean(conversation));
    setText(told, words());
    told.classList.toggle('bad', search.status === 'failed');
    setAttribute(results, 'aria-busy', search.status === 'searching' ? 'true' : null);
    keyed(results, search.items, ({ conversationId, seq }) => `${conversationId} ${seq}`, create, (element, message) => update(element, message, state));
    show(more, search.next !== undefined || search.status === 'more');
    setText(more, search.status === 'more' ? 'Reading…' : 'Earlier messages');
  }

  function create({ conversationId, seq }) {
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'person found-message',
          data: { testid: 'search-result' },
          on: {
            click() {
              dialog.close();
              jump(conversationId, seq);
            },
          },
        },
        h('span', { data: { part: 'avatar' } }),
        h(
          'span',
          { class: 'found-text' },
          h(
            'span',
            { class: 'conversation-line' },
            h('span', { class: 'found-who', data: { part: 'who' } }),
            h('span', { class: 'found-where', data: { part: 'where' } }),
            h('time', { class: 'conversation-time', data: { part: 'time' } }),
          ),
          h('span', { class: 'found-words', dir: 'auto', data: { part: 'words' } }),
        ),
      ),
    );
  }

  function update(element, { conversationId, senderId, text, at }, state) {
    const conversation = state.conversations[conversationId];
    const isMine = senderId === state.me.userId;
    const name = nameOf(conversation && personIn(conversation, senderId));
    const picture = find(element, 'avatar');
    if (picture.dataset.name !== name) {
      picture.dataset.name = name;
      picture.replaceChildren(avatar(senderId, name));
    }
    setText(find(element, 'who'), isMine ? 'You' : name);
    const isSaid = conversation && (search.place === null) && (conversation.kind === 'group' || isMine);
    setText(find(element, 'where'), isSaid ? `in ${titleOf(state, conversation)}` : '');
    const time = find(element, 'time');
    setText(time, shortTime(at));
    setAttribute(time, 'datetime', at);
    setAttribute(time, 'title', fullTime(at));
    const drawn = find(element, 'words');
    if (drawn.dataset.of === search.query && drawn.textContent !== '') return;
    drawn.dataset.of = search.query;
    drawn.replaceChildren(...excerpt(text ?? '', search.query).map((piece) => (piece.isHit ? h('mark', {}, piece.text) : piece.text)));
  }

  return {
    element: dialog.element,
    render,
    /** What was searched last is still there, unless that was in another conversation. @param isHere whether in the open one first */
    open(isHere) {
      const { selectedId, conversations } = store.state;
      const isKnown = conversations[selectedId]?.isKnown === true && !conversations[selectedId].left;
      if (search.place !== null && search.place !== selectedId) field.value = '';
      hereId = isKnown ? selectedId : null;
      here.checked = isHere && isKnown;
      everywhere.checked = !here.checked;
      search = { ...initial, asked: search.asked + 1 };
      dialog.open();
      render(store.state);
      field.focus();
      field.select();
      if (field.value.trim() !== '') ask();
    },
  };
}
