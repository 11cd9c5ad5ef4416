import { encounterIn } from '../meeting.js';
import {
  isMuted,
  nameOf,
  peerOf,
  personIn,
  rightsOn,
  selected,
  shownPart,
  titleOf,
  unreadOf,
  visibleReactions,
  writersIn,
} from '../questions.js';
import { composer } from './composer.js';
import { avatar, find, h, icon, keyed, setAttribute, setText, show } from './dom.js';
import { lastSeen, muteEnd } from './format.js';
import { messageMenu } from './menu.js';
import { create, snippet, update } from './message.js';
import { listed } from './note.js';
import { timeline } from './timeline.js';

const AT_BOTTOM_PX = 64;
const NEAR_END_PX = 240;
const POINTED_AT_MS = 2_000;

/** The open conversation: who it is with, its messages, and the field to write in. */
export function threadView({ client, act, notify, start, people, mute, search, openDirect, next }) {
  const { store } = client;

  // What this view remembers between renderings
  let openId = null;
  let newFrom = null; // the first unread message when the conversation was opened
  let isPlaced = false; // whether the first scroll position has been chosen
  let sticks = true; // whether the end is in view, and is to stay there
  let shown = null;
  let isLoading = false; // a page of history, at either end
  let target = null; // the seq of a message to show as soon as it is there
  let isLeaving = false; // whether the stranger is about to be left

  const picture = h('span', { class: 'thread-avatar with-presence' });
  const title = h('h2', { class: 'thread-title', tabindex: -1, data: { testid: 'thread-title' } });
  const subtitle = h('p', { class: 'thread-subtitle', data: { testid: 'thread-subtitle' } });
  const blockText = h('span', {});
  const blockButton = h('button', { type: 'button', class: 'secondary small block-button', on: { click: toggleBlock } }, icon('block'), blockText);
  const headButton = (drawing, label, testid, click) =>
    h('button', { type: 'button', class: 'plain round', 'aria-label': label, title: label, data: { testid }, on: { click } }, icon(drawing));
  const muteButton = headButton('bell', 'Mute', 'thread-mute', mute);
  const head = h(
    'header',
    { class: 'thread-head' },
    h('a', { class: 'plain round back', href: '#/', 'aria-label': 'Back to the list', data: { testid: 'thread-back' } }, icon('back')),
    picture,
    h('div', { class: 'thread-names' }, title, subtitle),
    blockButton,
    headButton('search', 'Search in this conversation', 'thread-search', search),
    muteButton,
    headButton('people', 'People', 'thread-people', people),
  );

  const sharedText = h('span', { class: 'shared-text', data: { testid: 'shared' } });
  const nextText = h('span', {});
  const nextButton = h('button', { type: 'button', class: 'secondary small', data: { testid: 'next' }, on: { click: leaveForNext } }, nextText, icon('next'));
  nextButton.addEventListener('blur', () => askToLeave(false));
  const stranger = h('div', { class: 'stranger', hidden: true, data: { testid: 'stranger' } }, sharedText, nextButton);

  const olderButton = h('button', { type: 'button', class: 'secondary small', data: { testid: 'load-older' }, on: { click: () => loadOlder() } });
  const beginning = h('p', { class: 'beginning', data: { testid: 'beginning' } });
  const rows = h('ol', { class: 'rows', data: { testid: 'messages' } });
  const newerButton = h('button', { type: 'button', class: 'secondary small', data: { testid: 'load-newer' }, on: { click: loadNewer } }, 'Later messages');
  const newerPart = h('div', { class: 'newer', hidden: true }, newerButton);
  const scroller = h(
    'div',
    { class: 'scroller', tabindex: 0, role: 'log', 'aria-live': 'off', 'aria-label': 'Messages' },
    h('div', { class: 'older' }, olderButton, beginning),
    rows,
    newerPart,
  );
  const jumpText = h('span', {});
  const jump = h(
    'button',
    { type: 'button', class: 'jump', hidden: true, data: { testid: 'jump-latest' }, on: { click: toLatest } },
    icon('down'),
    jumpText,
  );

  const writer = composer({
    send(text, about) {
      if (about?.kind === 'edit') {
        const { text: before } = messageAt(about.seq) ?? {};
        if (text !== before) act(() => edit(openId, about.seq, text));
        return;
      }
      sticks = true;
      client.showLatest(openId);
      client.send(openId, text, about?.seq);
    },
    keep: (text) => client.keepDraft(openId, text),
    typing: () => client.typing(openId),
    ended: () => sticks && toBottom(),
    editLast() {
      const last = messages().findLast((message) => rightsOn(store.state, selected(store.state), message).edit);
      if (last) writer.edit(last.seq, last.text);
    },
  });
  const actions = {
    me: () => store.state.me.userId,
    retry: (id) => client.retry(id),
    discard: (id) => client.discard(id),
    openMenu: (button, row) => menu.open(button, row),
    jumpTo,
    toggle({ seq }, emoji) {
      const given = visibleReactions(store.state, selected(store.state), messageAt(seq) ?? {});
      const isMine = given.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(store.state.me.userId));
      act(() => (isMine ? client.unreact(openId, seq, emoji) : client.react(openId, seq, emoji)));
    },
    rights: (row) => rightsOn(store.state, selected(store.state), row),
    reactions: (row) => visibleReactions(store.state, selected(store.state), row),
    reply({ seq, senderId, text }) {
      const name = nameOf(personIn(selected(store.state), senderId));
      writer.reply(seq, senderId === store.state.me.userId ? 'yourself' : name, snippet(text));
    },
    edit: ({ seq, text }) => writer.edit(seq, text),
    remove: ({ seq }) => act(() => client.remove(openId, seq)),
  };
  const menu = messageMenu(actions);
  const writing = h('p', { class: 'writing', data: { testid: 'typing' } });
  const noteText = h('span', {});
  const noteButton = h('button', { type: 'button', class: 'secondary small', data: { testid: 'composer-note-action' } });
  const note = h('div', { class: 'composer-note', hidden: true, data: { testid: 'composer-note' } }, noteText, noteButton);
  noteButton.addEventListener('click', () => {
    const conversation = selected(store.state);
    const peer = peerOf(store.state, conversation);
    if (conversation.left && encounterIn(store.state, openId)) next(openId);
    else if (store.state.blocks[peer.userId]) act(() => client.unblock(peer.userId));
    else openDirect(peer.userId);
  });

  const conversationPart = h('div', { class: 'thread-open' }, head, stranger, h('div', { class: 'thread-middle' }, scroller, jump), writing, note, writer.element, menu.element);
  const placeholderTitle = h('h2', { class: 'placeholder-title' });
  const placeholderText = h('p', {});
  const placeholderButton = h(
    'div',
    { class: 'placeholder-doors' },
    h('button', { type: 'button', class: 'primary', on: { click: start } }, 'New conversation'),
    h('a', { class: 'secondary', href: '#/meet' }, 'Meet someone new'),
  );
  const placeholder = h(
    'div',
    { class: 'placeholder', data: { testid: 'thread-empty' } },
    h('img', { src: 'favicon.svg', alt: '', width: 56, height: 56 }),
    placeholderTitle,
    placeholderText,
    placeholderButton,
  );
  const element = h('section', { class: 'thread', 'aria-label': 'Conversation', data: { testid: 'thread' } }, conversationPart, placeholder);

  scroller.addEventListener(
    'scroll',
    () => {
      sticks = fromBottom() < AT_BOTTOM_PX && !isAround();
      show(jump, !sticks && rows.childElementCount > 0);
      if (sticks) markSeen();
      if (!isPlaced || sticks) return;
      if (scroller.scrollTop < NEAR_END_PX) loadOlder();
      else if (isAround() && fromBottom() < NEAR_END_PX) loadNewer();
    },
    { passive: true },
  );
  // One of the messages' menus is a stop of the Tab key; the arrow keys lead from it to the others.
  rows.addEventListener('focusin', ({ target }) => target.dataset.part === 'menu' && setStop(target));
  rows.addEventListener('keydown', (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || event.target.dataset.part !== 'menu') return;
    event.preventDefault();
    const all = menuButtons();
    all[all.indexOf(event.target) + step]?.focus();
  });
  const resized = new ResizeObserver(() => sticks && toBottom());
  resized.observe(scroller);
  resized.observe(rows);

  const isAround = () => Boolean(selected(store.state)?.around);
  const messages = () => {
    const conversation = selected(store.state);
    return (conversation && shownPart(conversation)?.messages) ?? [];
  };
  const messageAt = (seq) => messages().find((message) => message.seq === seq);
  const menuButtons = () => [...rows.querySelectorAll('.row-menu:not([hidden])')];

  function setStop(wanted) {
    const all = menuButtons();
    const stop = all.includes(wanted) ? wanted : all.at(-1);
    for (const button of all) if (button.tabIndex !== (button === stop ? 0 : -1)) button.tabIndex = button === stop ? 0 : -1;
  }

  /** Shows a message, reading what is around it where that is not there. */
  async function jumpTo(seq) {
    const id = openId;
    target = seq;
    let isThere = false;
    await act(async () => {
      isThere = await client.showAround(id, seq);
      if (!isThere) notify('This message is not there any more.');
    });
    if (openId !== id || target !== seq) return;
    if (!isThere) target = null;
    render(store.state, true);
  }

  /** Brings the target into view, if it is drawn. */
  function reveal() {
    const row = rows.querySelector(`[data-seq="${target}"]`);
    if (!row) return false;
    target = null;
    isPlaced = true;
    sticks = false;
    row.scrollIntoView({ block: 'center' });
    const menuButton = find(row, 'menu');
    if (menuButton.hidden) scroller.focus({ preventScroll: true });
    else menuButton.focus({ preventScroll: true });
    row.classList.remove('pointed-at');
    requestAnimationFrame(() => row.classList.add('pointed-at'));
    setTimeout(() => row.classList.remove('pointed-at'), POINTED_AT_MS);
    return true;
  }

  const fromBottom = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;

  function toBottom() {
    sticks = true;
    scroller.scrollTop = scroller.scrollHeight;
    show(jump, false);
    markSeen();
  }

  /** Back to where one writes. */
  function toLatest() {
    sticks = true;
    target = null;
    client.showLatest(openId);
    render(store.state);
    toBottom();
    if (!writer.element.hidden && matchMedia('(hover: hover)').matches) writer.focus();
    else scroller.focus({ preventScroll: true });
  }

  const loadOlder = () => loadPage(olderButton, 'Earlier messages', () => client.loadOlder(openId));

  function loadNewer() {
    return loadPage(newerButton, 'Later messages', () => client.loadNewer(openId));
  }

  async function loadPage(button, label, load) {
    if (isLoading) return;
    isLoading = true;
    setText(button, 'Loading…');
    await act(load);
    isLoading = false;
    setText(button, label);
  }

  function markSeen() {
    const conversation = selected(store.state);
    if (!conversation?.isKnown || conversation.conversationId !== openId || !isPlaced || conversation.around) return;
    if (sticks && document.visibilityState === 'visible' && document.hasFocus()) client.seen(openId, conversation.lastSeq);
  }

  /** One that was refused is there again to be changed, unless something else is written meanwhile. */
  async function edit(id, seq, text) {
    try {
      await client.edit(id, seq, text);
    } catch (error) {
      if (error.name !== 'TimeoutError' && openId === id && writer.isFree()) writer.edit(seq, text);
      throw error;
    }
  }

  function toggleBlock() {
    const { userId } = peerOf(store.state, selected(store.state));
    act(() => (store.state.blocks[userId] ? client.unblock(userId) : client.block(userId)));
  }

  function render(state, isAsked = false) {
    const conversation = selected(state);
    const slice = [conversation, state.outbox, state.notes, state.blocks, state.me, state.isLoaded, state.typing, state.presence, openId];
    if (!isAsked && shown && slice.every((value, i) => value === shown[i])) return;
    shown = slice;

    const isOpen = conversation !== null && conversation.isKnown && conversation.conversationId === openId;
    show(conversationPart, isOpen);
    show(placeholder, !isOpen);
    if (!isOpen) return renderPlaceholder(state);
    renderHead(state, conversation);
    renderStranger(state, conversation);
    renderMessages(state, conversation);
    renderWriter(state, conversation);
    setText(writing, conversation.left ? '' : writingText(writersIn(state, conversation)));
  }

  function writingText(writers) {
    if (writers.length === 0) return '';
    if (writers.length > 2) return 'Several people are writing…';
    return `${writers.map(nameOf).join(' and ')} ${writers.length === 1 ? 'is' : 'are'} writing…`;
  }

  function presenceText(presence) {
    if (!presence) return '';
    if (presence.online) return 'online';
    return presence.lastSeenAt ? lastSeen(presence.lastSeenAt) : '';
  }

  function renderPlaceholder(state) {
    const { isLoaded, conversations } = state;
    const isNone = openId === null;
    const isFirst = isLoaded && Object.keys(conversations).length === 0;
    const isComing = !isLoaded || encounterIn(state, openId) !== undefined; // of a match the conversation’s own event comes in a moment
    setText(placeholderTitle, isNone ? (isFirst ? 'Welcome to Confab' : 'No conversation open') : isComing ? 'Loading…' : 'Not found');
    setText(
      placeholderText,
      isNone
        ? isFirst
          ? 'Find somebody by their username and say hello, or meet someone who shares your interests.'
          : 'Choose one from the list, or begin a new one.'
        : !isComing
          ? 'This conversation does not exist, or you are not in it.'
          : '',
    );
    show(placeholderButton, isNone);
  }

  function renderHead(state, conversation) {
    const name = titleOf(state, conversation);
    const peer = peerOf(state, conversation);
    if (picture.dataset.of !== `${openId} ${name}`) {
      picture.dataset.of = `${openId} ${name}`;
      picture.replaceChildren(avatar(peer?.userId ?? openId, name));
    }
    setText(title, name);
    const count = Object.keys(conversation.members).length;
    const presence = peer && !state.blocks[peer.userId] ? state.presence[peer.userId] : null;
    picture.classList.toggle('is-online', presence?.online === true);
    const online = Object.keys(conversation.members).filter((userId) => state.presence[userId]?.online).length;
    const about = peer
      ? [peer.username && `@${peer.username}`, presenceText(presence)]
      : [`${count} ${count === 1 ? 'person' : 'people'}`, online > 0 && `${online} online`];
    setText(subtitle, about.filter(Boolean).join(' · '));
    setAttribute(scroller, 'aria-label', `Messages with ${name}`);
    renderMute(conversation);

    show(blockButton, peer !== null);
    if (peer) {
      const isBlocked = state.blocks[peer.userId] === true;
      const what = isBlocked ? 'Unblock' : 'Block';
      setText(blockText, what);
      setAttribute(blockButton, 'title', what);
      blockButton.classList.toggle('is-blocked', isBlocked);
      setAttribute(blockButton, 'aria-label', `${isBlocked ? 'Unblock' : 'Block'} ${nameOf(peer)}`);
      blockButton.dataset.testid = isBlocked ? 'unblock' : 'block';
    }
  }

  /** Of a conversation that a match began: what both like, and the way to the next one. */
  function renderStranger(state, conversation) {
    const met = encounterIn(state, conversation.conversationId);
    const isShown = met !== undefined && conversation.kind === 'direct' && !conversation.left;
    show(stranger, isShown);
    if (!isShown) return;
    const shared = met.sharedTags.length > 0 ? `You share ${listed(met.sharedTags)}` : 'You met by chance';
    setText(sharedText, shared);
    setAttribute(sharedText, 'title', shared);
    renderNext(state, conversation);
  }

  function renderNext(state, conversation) {
    const name = titleOf(state, conversation);
    setText(nextText, isLeaving ? `Leave ${name}?` : 'Next');
    setAttribute(nextButton, 'aria-label', isLeaving ? `Leave ${name} for good, and meet someone else?` : `Next: leave ${name} and meet someone else`);
  }

  function askToLeave(isAsked) {
    if (isLeaving === isAsked) return;
    isLeaving = isAsked;
    const conversation = selected(store.state);
    if (conversation?.isKnown) renderNext(store.state, conversation);
  }

  /** It ends the conversation for both, so who has begun to talk is asked once more. */
  async function leaveForNext() {
    if (messages().length > 0 && !isLeaving) return askToLeave(true);
    askToLeave(false);
    nextButton.disabled = true;
    await next(openId);
    nextButton.disabled = false;
  }

  function renderMute(conversation) {
    const drawing = isMuted(conversation) ? 'bellOff' : 'bell';
    const label = isMuted(conversation) ? `Muted ${muteEnd(conversation.mutedUntil)}` : 'Mute';
    show(muteButton, !conversation.left);
    if (muteButton.title === label) return;
    setAttribute(muteButton, 'title', label);
    setAttribute(muteButton, 'aria-label', label);
    muteButton.replaceChildren(icon(drawing));
  }

  function renderMessages(state, conversation) {
    if (!isPlaced && conversation.history !== null && !conversation.around) {
      newFrom = unreadOf(state, conversation) > 0 ? conversation.lastReadSeq + 1 : null;
    }
    const items = timeline(state, conversation, newFrom);
    const firstKey = rows.querySelector('[data-testid="message"]')?.dataset.key;
    const end = fromBottom();
    keyed(rows, items, ({ key }) => key, create, (li, row) => update(li, row, conversation, actions));
    setStop(menuButtons().find(({ tabIndex }) => tabIndex === 0));

    const part = shownPart(conversation);
    show(olderButton, part === null || part.older);
    olderButton.disabled = part === null;
    if (!isLoading) setText(olderButton, part === null ? 'Reading messages…' : 'Earlier messages');
    show(beginning, part !== null && !part.older);
    setText(beginning, items.every(({ kind }) => kind !== 'message') ? 'No messages yet. Say hello.' : 'This is where it begins.');
    show(newerPart, part?.newer === true);

    const nowFirst = rows.querySelector('[data-testid="message"]')?.dataset.key;
    if (target !== null && reveal()) sticks = false;
    else if (!isPlaced && part !== null && target === null) place();
    else if (sticks) toBottom();
    else if (firstKey !== nowFirst) scroller.scrollTop = scroller.scrollHeight - scroller.clientHeight - end; // older ones came above
    const unread = unreadOf(state, conversation);
    setText(jumpText, unread === 0 ? 'Latest messages' : unread === 1 ? '1 new message' : `${unread} new messages`);
    show(jump, !sticks && items.length > 0);
  }

  /** Where reading begins: at the end, or at the first new message if the end is further than a screen from it. */
  function place() {
    isPlaced = true;
    toBottom();
    const line = rows.querySelector('.divider.new');
    if (!line) return;
    const top = line.offsetTop - 24;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
  }

  function renderWriter(state, conversation) {
    const peer = peerOf(state, conversation);
    const isBlocked = peer !== null && state.blocks[peer.userId] === true;
    const { left } = conversation;
    show(note, isBlocked || left);
    show(writer.element, !isBlocked && !left);
    show(noteButton, peer !== null);
    const isStranger = peer !== null && encounterIn(state, conversation.conversationId) !== undefined;
    if (isBlocked && !(left && isStranger)) {
      setText(noteText, `You blocked ${nameOf(peer)}.`);
      setText(noteButton, 'Unblock');
    } else if (left) {
      const ended = isStranger && !conversation.isGone ? `${nameOf(peer)} has moved on.` : 'This conversation was ended.';
      setText(noteText, peer ? ended : 'You are no longer in this group.');
      setText(noteButton, isStranger ? 'Meet someone else' : 'Open it again');
    }
    const about = writer.about();
    if (about && (isBlocked || left || messageAt(about.seq)?.deleted)) writer.end(false);
    writer.setName(titleOf(state, conversation));
  }

  return {
    element,
    render,
    markSeen,
    jumpTo,
    /** @param isJump whether a message is to be shown, which gets the focus then */
    opened(conversationId, isJump) {
      if (conversationId === openId) return;
      openId = conversationId;
      menu.close();
      newFrom = null;
      isPlaced = false;
      sticks = true;
      target = null;
      isLeaving = false;
      rows.replaceChildren();
      if (conversationId === null) return;
      writer.begin(client.draft(conversationId));
      if (isJump) return;
      // A phone's keyboard would cover what is to be read, so there the title has the focus.
      requestAnimationFrame(() => (matchMedia('(hover: hover)').matches ? writer.focus() : title.focus({ preventScroll: true })));
    },
    stop: () => resized.disconnect(),
  };
}
