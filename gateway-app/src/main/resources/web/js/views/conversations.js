import { conversationList, isMuted, nameOf, peerOf, pendingIn, personIn, titleOf, unreadOf, writersIn } from '../questions.js';
import { avatar, find, h, icon, keyed, setAttribute, setText, show } from './dom.js';
import { fullTime, muteEnd, shortTime } from './format.js';

/** The list of conversations: links, so they can be reached and opened like any other. */
export function conversationsView({ start }) {
  const list = h('ul', { class: 'conversations', data: { testid: 'conversation-list' } });
  const loading = h('p', { class: 'side-note', data: { testid: 'list-loading' } }, 'Reading your conversations…');
  const empty = h(
    'div',
    { class: 'side-empty', data: { testid: 'list-empty' } },
    h('p', {}, 'No conversations yet.'),
    h('button', { type: 'button', class: 'secondary', on: { click: start } }, 'Find someone you know'),
  );
  let shown = null;

  return {
    element: h('nav', { class: 'side-list', 'aria-label': 'Your conversations' }, loading, empty, list),
    render(state) {
      const { conversations, outbox, selectedId, me, blocks, isLoaded, typing, presence } = state;
      const slice = [conversations, outbox, selectedId, me, blocks, isLoaded, typing, presence];
      if (shown && slice.every((value, i) => value === shown[i])) return;
      shown = slice;
      const items = conversationList(state);
      show(loading, !isLoaded && items.length === 0);
      show(empty, isLoaded && items.length === 0);
      keyed(list, items, ({ conversationId }) => conversationId, create, (element, item) => update(element, item, state));
    },
  };
}

function create(conversation) {
  return h(
    'li',
    { data: { testid: 'conversation', conversationId: conversation.conversationId } },
    h(
      'a',
      { class: 'conversation', href: `#/c/${conversation.conversationId}` },
      h('span', { class: 'with-presence', data: { part: 'avatar' } }),
      h(
        'span',
        { class: 'conversation-text' },
        h(
          'span',
          { class: 'conversation-line' },
          h('span', { class: 'conversation-title', data: { part: 'title', testid: 'conversation-title' } }),
          h('span', { class: 'unseen', data: { part: 'presence' } }),
          h(
            'span',
            { class: 'muted', hidden: true, data: { part: 'muted', testid: 'muted' } },
            icon('bellOff'),
            h('span', { class: 'unseen' }, 'muted'),
          ),
          h('time', { class: 'conversation-time', data: { part: 'time' } }),
        ),
        h(
          'span',
          { class: 'conversation-line' },
          h('span', { class: 'conversation-preview', data: { part: 'preview', testid: 'conversation-preview' } }),
          h(
            'span',
            { class: 'badge', data: { part: 'badge' } },
            h('span', { data: { part: 'unread', testid: 'unread' } }),
            h('span', { class: 'unseen' }, ' unread'),
          ),
        ),
      ),
    ),
  );
}

function update(element, conversation, state) {
  const link = element.firstElementChild;
  const title = titleOf(state, conversation);
  const unread = unreadOf(state, conversation);
  const at = conversation.lastMessage?.at ?? conversation.createdAt;
  setAttribute(link, 'aria-current', conversation.conversationId === state.selectedId ? 'page' : null);
  link.classList.toggle('is-unread', unread > 0);
  const muted = find(element, 'muted');
  link.classList.toggle('is-muted', isMuted(conversation));
  show(muted, isMuted(conversation));
  if (isMuted(conversation)) setAttribute(muted, 'title', `Muted ${muteEnd(conversation.mutedUntil)}`);

  const picture = find(element, 'avatar');
  if (picture.dataset.name !== title) {
    picture.dataset.name = title;
    picture.replaceChildren(avatar(peerOf(state, conversation)?.userId ?? conversation.conversationId, title));
  }
  const isOnline = state.presence[peerOf(state, conversation)?.userId]?.online === true;
  picture.classList.toggle('is-online', isOnline);
  setText(find(element, 'presence'), isOnline ? 'online' : '');
  setText(find(element, 'title'), title);
  setText(find(element, 'preview'), preview(state, conversation));
  setText(find(element, 'unread'), unread > 99 ? '99+' : String(unread));
  show(find(element, 'badge'), unread > 0);

  const time = find(element, 'time');
  setText(time, at ? shortTime(at) : '');
  setAttribute(time, 'datetime', at);
  setAttribute(time, 'title', at && fullTime(at));
}

function preview(state, conversation) {
  const [writer] = conversation.left ? [] : writersIn(state, conversation);
  if (writer) return conversation.kind === 'group' ? `${nameOf(writer)} is writing…` : 'Writing…';
  const pending = pendingIn(state, conversation.conversationId).at(-1);
  if (pending) return `${pending.status === 'refused' ? 'Not sent: ' : 'Sending: '}${pending.text}`;
  if (conversation.left) return conversation.kind === 'group' ? 'You are no longer in this group' : 'Ended';
  const message = conversation.lastMessage;
  if (message === null) return conversation.kind === 'group' ? 'Group created' : 'Say hello';
  if (conversation.kind === 'group' && state.blocks[message.senderId]) return 'A message of somebody you blocked';
  const text = message.deleted ? 'Message deleted' : message.text;
  if (message.senderId === state.me?.userId) return `You: ${text}`;
  return conversation.kind === 'group' ? `${nameOf(personIn(conversation, message.senderId))}: ${text}` : text;
}
