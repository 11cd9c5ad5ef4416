import { nameOf, selected, titleOf } from '../state.js';
import { avatar, find, h, keyed, setText } from './dom.js';
import { modal } from './modal.js';

/** Who is in the open conversation, and whom of them the user blocks. */
export function peopleDialog({ client, act }) {
  const { store } = client;
  const list = h('ul', { class: 'people', data: { testid: 'people' } });
  const dialog = modal('people-dialog', 'People', [
    list,
    h('p', { class: 'hint' }, 'Messages of somebody you block don’t reach you. They are not told.'),
  ]);

  function render(state) {
    const conversation = selected(state);
    if (!dialog.element.open || !conversation) return;
    setText(dialog.heading, conversation.kind === 'group' ? titleOf(state, conversation) : 'People');
    const members = Object.values(conversation.members).sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
    keyed(list, members, ({ userId }) => userId, (member) => create(member), (element, member) => update(element, member, state));
  }

  function create({ userId }) {
    return h(
      'li',
      { class: 'person', data: { testid: 'person', userId } },
      h('span', { class: 'with-presence', data: { part: 'avatar' } }),
      h(
        'span',
        { class: 'person-text' },
        h('span', { class: 'person-name', data: { part: 'name' } }),
        h('span', { class: 'quiet', data: { part: 'username' } }),
      ),
      userId !== store.state.me.userId &&
        h('button', {
          type: 'button',
          class: 'secondary small',
          data: { part: 'toggle' },
          on: { click: () => act(() => (store.state.blocks[userId] ? client.unblock(userId) : client.block(userId))) },
        }),
    );
  }

  function update(element, member, state) {
    const name = nameOf(member);
    const isMe = member.userId === state.me.userId;
    const isBlocked = state.blocks[member.userId] === true;
    const isOnline = !isBlocked && state.presence[member.userId]?.online === true;
    find(element, 'avatar').classList.toggle('is-online', isOnline);
    if (find(element, 'name').textContent !== name) find(element, 'avatar').replaceChildren(avatar(member.userId, name));
    setText(find(element, 'name'), isMe ? `${name} (you)` : name);
    setText(find(element, 'username'), [member.username && `@${member.username}`, member.role !== 'member' && member.role, isOnline && 'online'].filter(Boolean).join(' · '));
    if (isMe) return;
    const toggle = find(element, 'toggle');
    setText(toggle, isBlocked ? 'Unblock' : 'Block');
    toggle.setAttribute('aria-label', `${isBlocked ? 'Unblock' : 'Block'} ${name}`);
    toggle.dataset.testid = isBlocked ? 'person-unblock' : 'person-block';
  }

  return {
    element: dialog.element,
    render,
    open() {
      dialog.open();
      render(store.state);
    },
  };
}
