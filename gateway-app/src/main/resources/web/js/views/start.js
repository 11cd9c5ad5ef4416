import { newId } from '../ids.js';
import { nameOf } from '../questions.js';
import { h, icon, keyed, setText, show } from './dom.js';
import { explainError } from './explain.js';
import { finder } from './finder.js';
import { modal } from './modal.js';

/** Starts a conversation: search people, choose one to talk to alone, or several and a title for a group. */
export function startDialog({ client, open }) {
  const chosen = new Map();
  let attempt = { of: null, clientId: null };

  const people = finder({ client, name: 'start', label: 'Find people', choose: toggle, isChosen: ({ userId }) => chosen.has(userId), advice });
  const chips = h('ul', { class: 'chips', 'aria-label': 'Chosen', data: { testid: 'start-chosen' } });
  const title = h('input', { id: 'start-title', type: 'text', maxlength: 100, autocomplete: 'off', data: { testid: 'start-title' } });
  const titleField = h('div', { class: 'field', hidden: true }, h('label', { for: 'start-title' }, 'Title of the group'), title);
  const failure = h('p', { class: 'bad', role: 'alert', hidden: true, data: { testid: 'start-error' } });
  const submit = h('button', { type: 'submit', class: 'primary', data: { testid: 'start-submit' } });
  const form = h(
    'form',
    { class: 'start', novalidate: true },
    people.field,
    chips,
    people.told,
    people.results,
    titleField,
    failure,
    h('div', { class: 'modal-foot' }, submit),
  );
  const dialog = modal('start-dialog', 'New conversation', [form]);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    create();
  });

  function toggle(person) {
    if (!chosen.delete(person.userId)) {
      chosen.set(person.userId, person);
      people.clear();
      people.focus();
    }
    render('');
  }

  function render(text) {
    people.render(text);
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

  function chipOf(person) {
    const name = nameOf(person);
    const remove = h('button', { type: 'button', class: 'chip', 'aria-label': `Remove ${name}`, data: { testid: 'start-chip' } }, name, icon('close'));
    remove.addEventListener('click', () => toggle(person));
    return h('li', {}, remove);
  }

  async function create() {
    const userIds = [...chosen.keys()];
    const name = title.value.trim();
    if (userIds.length === 0) return people.focus();
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
      title.value = '';
      attempt = { of: null, clientId: null };
      people.clear();
      render('');
      dialog.open();
      people.focus();
    },
  };
}
