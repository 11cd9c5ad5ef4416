import { nameOf } from '../questions.js';
import { avatar, h, icon, keyed, setAttribute, setText } from './dom.js';
import { explainError } from './explain.js';

const TYPING_PAUSE_MS = 200;

/**
 * Finds people by the beginning of their username: a field, what came of it in words, and a list to choose from. Enter chooses the first,
 * the arrow keys lead into the list and back.
 *
 * @param name begins the ids: `{name}-search`, `{name}-results`, `{name}-result`
 * @param choose (person) called for the one that is chosen
 * @param isChosen (person) whether they are already, which the list shows
 * @param advice () what to say as long as nothing is searched
 */
export function finder({ client, name, label, choose, isChosen, advice }) {
  let found = [];
  let asked = 0; // counts the searches, so that a late answer doesn't replace a newer one
  let typing = null;

  const search = h('input', {
    id: `${name}-search`,
    type: 'search',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    placeholder: 'Username',
    'aria-describedby': `${name}-told`,
    data: { testid: `${name}-search` },
  });
  const told = h('p', { class: 'hint', id: `${name}-told`, role: 'status' });
  const results = h('ul', { class: 'people results', 'aria-label': 'People found', data: { testid: `${name}-results` } });

  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(look, TYPING_PAUSE_MS);
  });
  search.addEventListener('keydown', async (event) => {
    if (event.key === 'Enter' && search.value.trim() !== '') {
      event.preventDefault(); // not the form's: with a name typed in, Enter chooses
      clearTimeout(typing);
      await look(); // what is shown may be of what was typed before
      const [first] = found;
      if (first && !isChosen(first)) choose(first);
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      results.querySelector('button')?.focus();
    }
  });
  results.addEventListener('keydown', (event) => arrows(event, search));

  async function look() {
    const prefix = search.value.trim();
    const mine = ++asked;
    if (prefix === '') {
      found = [];
      return render('');
    }
    try {
      const people = await client.searchUsers(prefix);
      if (mine !== asked) return;
      found = people.filter(({ userId }) => userId !== client.store.state.me.userId);
      const count = found.length === 1 ? '1 person' : `${found.length} people`;
      render(found.length === 0 ? `Nobody’s username begins with “${prefix}”.` : `${count} found.`);
    } catch (error) {
      if (mine === asked) render(explainError(error));
    }
  }

  /** @param text what came of it, empty for advice, or undefined to leave what is said */
  function render(text) {
    if (text !== undefined) setText(told, text || advice());
    keyed(results, found, ({ userId }) => userId, resultOf, (element, person) =>
      setAttribute(element.firstElementChild, 'aria-pressed', String(isChosen(person))),
    );
  }

  function resultOf(person) {
    const { userId, username } = person;
    const testid = `${name}-result`;
    return h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'person', data: { testid, userId, username }, on: { click: () => choose(person) } },
        avatar(userId, nameOf(person)),
        h('span', { class: 'person-text' }, h('span', { class: 'person-name' }, nameOf(person)), h('span', { class: 'quiet' }, `@${username}`)),
        icon('check'),
      ),
    );
  }

  return {
    field: h('div', { class: 'field' }, h('label', { for: search.id }, label), search),
    told,
    results,
    render,
    /** Begins anew. */
    clear() {
      clearTimeout(typing);
      asked++;
      found = [];
      search.value = '';
      render('');
    },
    focus: () => search.focus(),
  };
}

/** Up and down through the buttons of a list's items, and from the first back to the field above. */
export function arrows(event, field) {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
  if (!step) return;
  event.preventDefault();
  (event.target.closest('li')[step]?.querySelector('button') ?? (event.key === 'ArrowUp' ? field : null))?.focus();
}
