import { newId } from '../ids.js';
import { nameOf } from '../state.js';
import { avatar, find, h, icon, keyed, setAttribute, setText, show } from './dom.js';
import { explainError } from './explain.js';
import { modal } from './modal.js';

const TYPING_PAUSE_MS = 200;

/** Starts a conversation: search people, choose one to talk to alone, or several and a title for a group. */
export function startDialog({ client, open }) {
  const chosen = new Map();
  let found = [];
  let asked = 0; // counts the searches, so that a late answer doesn't replace a newer one
  let typing = null;
  let attempt = { of: null, clientId: null };

  const search = h('input', {
    id: 'start-search',
    type: 'search',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    placeholder: 'Username',
    'aria-describedby': 'start-told',
    data: { testid: 'start-search' },
  });
  const chips = h('ul', { class: 'chips', 'aria-label': 'Chosen', data: { testid: 'start-chosen' } });
  const told = h('p', { class: 'hint', id: 'start-told', role: 'status' });
  const results = h('ul', { class: 'people results', 'aria-label': 'People found', data: { testid: 'start-results' } });
  const title = h('input', { id: 'start-title', type: 'text', maxlength: 100, autocomplete: 'off', data: { testid: 'start-title' } });
  const titleField = h('div', { class: 'field', hidden: true }, h('label', { for: 'start-title' }, 'Title of the group'), title);
  const failure = h('p', { class: 'bad', role: 'alert', hidden: true, data: { testid: 'start-error' } });
  const submit = h('button', { type: 'submit', class: 'primary', data: { testid: 'start-submit' } });
  const form = h(
    'form',
    { class: 'start', novalidate: true },
    h('div', { class: 'field' }, h('label', { for: 'start-search' }, 'Find people'), search),
    chips,
    told,
    results,
    titleField,
    failure,
    h('div', { class: 'modal-foot' }, submit),
  );
  const dialog = modal('start-dialog', 'New conversation', [form]);

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
      if (first && !chosen.has(first.userId)) toggle(first);
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      results.querySelector('button')?.focus();
    }
  });
  results.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
    if (!step) return;
    event.preventDefault();
    (event.target.closest('li')[step]?.querySelector('button') ?? (event.key === 'ArrowUp' ? search : null))?.focus();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    create();
  });

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

  function toggle(person) {
    if (!chosen.delete(person.userId)) {
      chosen.set(person.userId, person);
      search.value = '';
      found = [];
      asked++;
      search.focus();
    }
    render('');
  }

  function render(text) {
    if (text !== undefined) setText(told, text || advice());
    keyed(results, found, ({ userId }) => userId, resultOf, (element, { userId }) =>
      setAttribute(element.firstElementChild, 'aria-pressed', chosen.has(userId) ? 'true' : 'false'),
    );
    keyed(chips, [...chosen.values()], ({ userId }) => userId, chipOf, () => {});
    show(chips, chosen.size > 0);
    show(titleField, chosen.size > 1);
    show(failure, false);
    submit.disabled = chosen.size === 0;
    setText(submit, chosen.size > 1 ? 'Create the group' : 'Start to talk');
  }

  function advice() {
    if (chosen.size === 0) return 'Choose one to talk to, or several for a group.';
    return chosen.size === 1 ? 'Start to talk, or add others for a group.' : `A group of ${chosen.size + 1}, with you.`;
  }

  function resultOf(person) {
    const { userId, username } = person;
    return h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'person', data: { testid: 'start-result', userId, username }, on: { click: () => toggle(person) } },
        avatar(userId, nameOf(person)),
        h('span', { class: 'person-text' }, h('span', { class: 'person-name' }, nameOf(person)), h('span', { class: 'quiet' }, `@${username}`)),
        icon('check'),
      ),
    );
  }

  function chipOf(person) {
    const name = nameOf(person);
    const remove = h('button', { type: 'button', class: 'chip', 'aria-label': `Remove ${name}`, data: { testid: 'start-chip' } }, name, icon('close'));
    remove.addEventListener('click', () => toggle(person));
    return h('li', {}, remove);
  }

  async function create() {
    const userIds = [...chosen.keys()];
    const name = title.value.trim();
    if (userIds.length === 0) return search.focus();
    if (userIds.length > 1 && name === '') return fail('Give the group a title.', title);

    submit.disabled = true;
    setText(submit, 'Starting…');
    try {
      open(userIds.length === 1 ? await client.createDirect(userIds[0]) : await client.createGroup(idFor(name, userIds), name, userIds));
      dialog.close();
    } catch (error) {
      render();
      fail(explainError(error), submit);
    }
  }

  /** The same for another attempt at the same group, so that an answer that got lost doesn't make two of it. */
  function idFor(...content) {
    const of = JSON.stringify(content);
    if (attempt.of !== of) attempt = { of, clientId: newId() };
    return attempt.clientId;
  }

  function fail(text, focused) {
    setText(failure, text);
    show(failure, true);
    focused.focus();
  }

  return {
    element: dialog.element,
    open() {
      chosen.clear();
      found = [];
      asked++;
      search.value = '';
      title.value = '';
      attempt = { of: null, clientId: null };
      render('');
      dialog.open();
      search.focus();
    },
  };
}
