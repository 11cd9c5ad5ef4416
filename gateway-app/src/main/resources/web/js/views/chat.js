import { isMuted, nameOf, personIn, selected, titleOf, unreadInAll } from '../questions.js';
import { connectionView } from './connection.js';
import { conversationsView } from './conversations.js';
import { avatar, h, icon, setText, show } from './dom.js';
import { explainError } from './explain.js';
import { meetDoor } from './door.js';
import { meetView } from './meet.js';
import { muteDialog } from './mute.js';
import { metText, noteText } from './note.js';
import { peopleDialog } from './people.js';
import { searchDialog } from './search.js';
import { settingsDialog } from './settings.js';
import { startDialog } from './start.js';
import { threadView } from './thread.js';

const FRAME_MS = 16;
const NOTICE_MS = 6_000;

/** The page of who is logged in: the list on one side, the open conversation on the other. On a phone it is one or the other. */
export function chatPage({ client, go }) {
  const { store } = client;
  const notices = noticesView();
  const announcer = h('div', { class: 'unseen', 'aria-live': 'polite', data: { testid: 'announcer' } });
  const act = (work) => work().catch((error) => notices.add(explainError(error)));

  const start = startDialog({ client, open: (conversationId) => go(`/c/${conversationId}`) });
  const people = peopleDialog({ client, left: () => go('/') });
  const mute = muteDialog({ client });
  const search = searchDialog({ client, jump: (conversationId, seq) => go(`/c/${conversationId}/${seq}`) });
  const settings = settingsDialog({ client });
  const connection = connectionView({ reconnect: () => client.reconnect() });
  const conversations = conversationsView({ start: () => start.open() });
  const door = meetDoor();
  const meet = meetView({ client, act, openConversation: (conversationId) => go(`/c/${conversationId}`) });
  let isMeeting = false;
  const thread = threadView({
    client,
    act,
    notify: (text) => notices.add(text),
    start: () => start.open(),
    people: () => people.open(),
    mute: () => mute.open(),
    search: () => search.open(true),
    openDirect,
    next,
  });

  const myAvatar = h('span', { class: 'me-avatar' });
  const myName = h('span', { class: 'me-name', data: { testid: 'me' } });
  const element = h(
    'main',
    { class: 'chat', data: { testid: 'chat' } },
    h('h1', { class: 'unseen' }, 'Confab'),
    h(
      'section',
      { class: 'side', 'aria-label': 'You and your conversations' },
      h(
        'header',
        { class: 'side-head' },
        myAvatar,
        myName,
        button('settings', 'What others see', 'settings', () => settings.open()),
        button('leave', 'Log out', 'logout', () => act(() => client.logOut())),
        button('plus', 'New conversation', 'new-conversation', () => start.open(), 'primary round'),
      ),
      connection.element,
      h(
        'button',
        { type: 'button', class: 'search-open', 'aria-keyshortcuts': 'Control+K Meta+K', data: { testid: 'search' }, on: { click: () => search.open(false) } },
        icon('search'),
        'Search messages',
      ),
      door.element,
      conversations.element,
    ),
    thread.element,
    meet.element,
    start.element,
    people.element,
    mute.element,
    search.element,
    settings.element,
    notices.element,
    announcer,
  );

  function openDirect(userId) {
    return act(async () => go(`/c/${await client.createDirect(userId)}`));
  }

  /** Leaves a stranger for another one. */
  function next(conversationId) {
    return act(async () => {
      await client.leaveStranger(conversationId);
      go('/meet');
      await client.seek(store.state.meeting.wish);
    });
  }

  function render(state) {
    const { me } = state;
    const name = me?.displayName || me?.username || '';
    if (myName.textContent !== name) {
      setText(myName, name);
      myAvatar.replaceChildren(avatar(me.userId, name || '?'));
    }
    element.dataset.view = state.selectedId === null && !isMeeting ? 'list' : 'thread';
    door.render(state, isMeeting);
    meet.render(state);
    connection.render(state);
    conversations.render(state);
    thread.render(state);
    people.render(state);
    mute.render(state);
    search.render(state);
    settings.render(state);

    const unread = unreadInAll(state);
    const open = selected(state);
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${open?.isKnown ? `${titleOf(state, open)} · ` : isMeeting ? 'Meet someone · ' : ''}Confab`;
  }

  /**
   * Tells screen readers of new messages of others, but for muted conversations that are not open, and of what happens to the open group; not
   * of what a resume or a page of history brings.
   */
  function announce(state, before, event) {
    if (before.connection.phase !== 'live') return;
    if (state.meeting.status === 'matched' && before.meeting.status !== 'matched') say(metText(state.meeting));
    const conversation = state.conversations[event.conversationId];
    const isOpen = event.conversationId === state.selectedId;
    if (isOpen && state.notes !== before.notes) say(noteText(state.notes.at(-1), conversation, state.me.userId));
    if (event.type !== 'message.sent' || event.senderId === state.me?.userId) return;
    if (before.conversations[event.conversationId]?.lastSeq >= event.seq || (isMuted(conversation) && !isOpen)) return;
    say(`${nameOf(personIn(conversation, event.senderId))}: ${event.text}`);
  }

  const say = (text) => announcer.replaceChildren(h('p', {}, text));

  let isDue = false;
  const endRendering = store.subscribe((state, before, event) => {
    announce(state, before, event);
    if (isMeeting && state.meeting.status === 'matched' && before.meeting.status !== 'matched') go(`/c/${state.meeting.conversationId}`);
    if (isDue) return;
    isDue = true;
    // Once for all that comes in a moment. By a timer, since a hidden window has no animation frames but a title that tells of news.
    setTimeout(() => {
      isDue = false;
      render(store.state);
    }, FRAME_MS);
  });
  const clock = setInterval(() => {
    connection.render(store.state);
    door.render(store.state, isMeeting);
    meet.tick();
  }, 1_000);
  const isSeen = () => thread.markSeen();
  addEventListener('focus', isSeen);
  document.addEventListener('visibilitychange', isSeen);
  const shortcut = (event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    if (document.querySelector('dialog[open]')) return;
    event.preventDefault();
    search.open(false);
  };
  document.addEventListener('keydown', shortcut);

  return {
    element,
    route(path) {
      const [, conversationId = null, seq] = path.match(/^\/c\/([^/]+)(?:\/([1-9]\d*))?$/) ?? [];
      isMeeting = path === '/meet';
      client.select(conversationId);
      show(thread.element, !isMeeting);
      meet.opened(isMeeting);
      thread.opened(conversationId, seq !== undefined);
      render(store.state); // at once: what is to have the focus must be visible
      if (seq === undefined) return;
      history.replaceState(null, '', `#/c/${conversationId}`); // an order that is carried out once, not the place where one is
      thread.jumpTo(Number(seq));
    },
    stop() {
      endRendering();
      clearInterval(clock);
      thread.stop();
      document.removeEventListener('keydown', shortcut);
      removeEventListener('focus', isSeen);
      document.removeEventListener('visibilitychange', isSeen);
      document.title = 'Confab';
    },
  };
}

export function button(drawing, label, testid, onClick, style = 'plain round') {
  return h(
    'button',
    { type: 'button', class: style, 'aria-label': label, title: label, data: { testid }, on: { click: onClick } },
    icon(drawing),
  );
}

function noticesView() {
  const element = h('div', { class: 'notices', role: 'status', data: { testid: 'notices' } });
  return {
    element,
    add(text) {
      const notice = h('p', { class: 'notice', data: { testid: 'notice' } }, text);
      const close = h('button', { type: 'button', class: 'plain round', 'aria-label': 'Close' }, icon('close'));
      close.addEventListener('click', () => notice.remove());
      notice.append(close);
      element.append(notice);
      setTimeout(() => notice.remove(), NOTICE_MS);
    },
  };
}
