import { nameOf, rightsIn, rightsOver, titleOf } from '../questions.js';
import { avatar, find, h, icon, keyed, setAttribute, setText, show } from './dom.js';
import { finder } from './finder.js';
import { lastSeen } from './format.js';
import { modal } from './modal.js';
import { popup } from './popup.js';

const LONGEST_TITLE = 100;
const RANK = { owner: 0, admin: 1, member: 2 };
const LAST_OWNER = { not_allowed: 'You are the last owner, and a group has one. Make somebody else an owner first, or hand the group over.' };
const NO_LONGER = { not_allowed: 'Your role in this group does not allow it any more.' };

/**
 * Who is in the open conversation, and whom of them the user blocks. In a group also what the user's role allows: its title, who is in it
 * and as what, and leaving it.
 *
 * @param left () called when the user has left the group
 */
export function peopleDialog({ client, left }) {
  const { store } = client;
  let person = null; // whose menu is open
  let shownId = null;

  const title = h('input', { id: 'group-title', type: 'text', maxlength: LONGEST_TITLE, autocomplete: 'off', required: true, data: { testid: 'group-title' } });
  const renameButton = h('button', { type: 'submit', class: 'secondary', data: { testid: 'group-rename' } }, 'Rename');
  const renaming = h(
    'form',
    { class: 'field', novalidate: true, hidden: true },
    h('label', { for: 'group-title' }, 'Title of the group'),
    h('div', { class: 'field-line' }, title, renameButton),
  );
  const adding = finder({
    client,
    name: 'add',
    label: 'Add people',
    choose: add,
    isChosen: ({ userId }) => Object.hasOwn(conversation()?.members ?? {}, userId),
    advice: () => 'Choosing somebody adds them at once.',
  });
  const addPart = h('div', { class: 'add-people', hidden: true }, adding.field, adding.told, adding.results);
  const count = h('h3', { class: 'people-count' });
  const list = h('ul', { class: 'people', data: { testid: 'people' } });
  const leaveText = h('span', {}, 'Leave the group');
  const leaveButton = h('button', { type: 'button', class: 'secondary danger', data: { testid: 'group-leave' } }, icon('leave'), leaveText);
  const foot = h('div', { class: 'modal-foot', hidden: true }, leaveButton);
  const menu = popup('Member', 'person-actions');
  const dialog = modal('people-dialog', 'People', [
    renaming,
    addPart,
    h('div', {}, count, list),
    h('p', { class: 'hint' }, 'Messages of somebody you block don’t reach you. They are not told.'),
    foot,
    menu.element,
  ]);

  const items = {
    makeAdmin: menu.item('shield', 'Make admin', 'make-admin', () => changeRole('admin')),
    makeMember: menu.item('person', 'Make member', 'make-member', () => changeRole('member')),
    makeOwner: menu.item('key', 'Make owner', 'make-owner', () => changeRole('owner')),
    handOver: menu.item('handOver', 'Hand the group over', 'hand-over', handOver, { question: () => `Make ${nameOf(person)} owner in your place?` }),
    remove: menu.item('trash', 'Remove from the group', 'remove-member', remove, { question: () => `Remove ${nameOf(person)}?`, style: 'bad' }),
  };

  const conversation = () => store.state.conversations[shownId];
  const rights = () => (conversation() ? rightsIn(store.state, conversation()) : {});

  renaming.addEventListener('submit', (event) => {
    event.preventDefault();
    rename();
  });
  leaveButton.addEventListener('click', leave);
  leaveButton.addEventListener('blur', () => setText(leaveText, 'Leave the group'));

  async function rename() {
    const wanted = title.value.trim();
    if (wanted === '') return dialog.tell('Give the group a title.');
    if (wanted === conversation().title) return dialog.tell('That is its title already.');
    await busy(renaming, () => dialog.act(() => client.rename(shownId, wanted), NO_LONGER));
  }

  async function add(chosen) {
    if (Object.hasOwn(conversation().members, chosen.userId)) return;
    await busy(addPart, () =>
      dialog.act(async () => {
        await client.addMember(shownId, chosen.userId);
        adding.clear();
        adding.focus();
      }, NO_LONGER),
    );
  }

  const changeRole = (role) => dialog.act(() => client.changeRole(shownId, person.userId, role), NO_LONGER);

  function handOver() {
    return dialog.act(() => client.handOver(shownId, person.userId), NO_LONGER);
  }

  function remove() {
    return dialog.act(() => client.removeMember(shownId, person.userId), NO_LONGER);
  }

  async function leave() {
    if (leaveText.textContent === 'Leave the group') return setText(leaveText, 'Leave for good?');
    setText(leaveText, 'Leave the group');
    await busy(foot, () =>
      dialog.act(async () => {
        await client.leave(shownId);
        dialog.close();
        left();
      }, LAST_OWNER),
    );
  }

  /** One thing at a time, without taking the focus from where it was done. */
  async function busy(part, work) {
    if (part.getAttribute('aria-busy')) return;
    setAttribute(part, 'aria-busy', 'true');
    await work();
    setAttribute(part, 'aria-busy', null);
  }

  function render(state) {
    if (!dialog.element.open) return;
    const shown = conversation();
    if (!shown || shownId !== state.selectedId) return dialog.close();
    const isGroup = shown.kind === 'group';
    const { rename: mayRename, add: mayAdd, leave: mayLeave } = rights();
    setText(dialog.heading, isGroup ? titleOf(state, shown) : 'People');
    show(renaming, mayRename);
    show(addPart, mayAdd);
    show(foot, mayLeave);
    if (mayAdd) adding.render();
    const members = Object.values(shown.members).sort(
      (one, other) => RANK[one.role] - RANK[other.role] || nameOf(one).localeCompare(nameOf(other)),
    );
    show(count, isGroup);
    setText(count, members.length === 1 ? '1 member' : `${members.length} members`);
    keyed(list, members, ({ userId }) => userId, create, (element, member) => update(element, member, shown, state));
    if (person && !shown.members[person.userId]) menu.close();
  }

  function create({ userId }) {
    const more = h(
      'button',
      { type: 'button', class: 'plain round', 'aria-haspopup': 'menu', data: { part: 'menu', testid: 'person-menu' } },
      icon('more'),
    );
    more.addEventListener('click', () => openMenu(more, userId));
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
      h('span', { class: 'role', data: { part: 'role', testid: 'person-role' } }),
      userId !== store.state.me.userId &&
        h(
          'button',
          {
            type: 'button',
            class: 'secondary small block-button',
            data: { part: 'toggle' },
            on: { click: () => dialog.act(() => (store.state.blocks[userId] ? client.unblock(userId) : client.block(userId))) },
          },
          icon('block'),
          h('span', { data: { part: 'toggle-text' } }),
        ),
      more,
    );
  }

  function update(element, member, shown, state) {
    const name = nameOf(member);
    const isMe = member.userId === state.me.userId;
    const isBlocked = state.blocks[member.userId] === true;
    const presence = isBlocked ? null : state.presence[member.userId];
    const isOnline = isMe || presence?.online === true;
    const picture = find(element, 'avatar');
    picture.classList.toggle('is-online', isOnline);
    if (picture.dataset.name !== name) {
      picture.dataset.name = name;
      picture.replaceChildren(avatar(member.userId, name));
    }
    setText(find(element, 'name'), isMe ? `${name} (you)` : name);
    const seen = isMe ? '' : isOnline ? 'online' : presence?.lastSeenAt ? lastSeen(presence.lastSeenAt) : '';
    setText(find(element, 'username'), [member.username && `@${member.username}`, seen].filter(Boolean).join(' · '));
    const role = find(element, 'role');
    setText(role, member.role ?? '');
    show(role, shown.kind === 'group' && member.role !== 'member');
    const more = find(element, 'menu');
    show(more, Object.values(rightsOver(state, shown, member)).some(Boolean));
    setAttribute(more, 'aria-label', `What to do about ${isMe ? 'yourself' : name}`);
    if (isMe) return;
    const toggle = find(element, 'toggle');
    setText(find(element, 'toggle-text'), isBlocked ? 'Unblock' : 'Block');
    toggle.classList.toggle('is-blocked', isBlocked);
    toggle.setAttribute('aria-label', `${isBlocked ? 'Unblock' : 'Block'} ${name}`);
    toggle.dataset.testid = isBlocked ? 'person-unblock' : 'person-block';
  }

  function openMenu(button, userId) {
    person = conversation().members[userId];
    for (const [name, may] of Object.entries(rightsOver(store.state, conversation(), person))) show(items[name], may);
    menu.open(button);
  }

  return {
    element: dialog.element,
    render,
    open() {
      shownId = store.state.selectedId;
      title.value = conversation()?.title ?? '';
      adding.clear();
      dialog.open();
      dialog.heading.focus(); // the first field would call up a phone's keyboard
      render(store.state);
    },
  };
}
