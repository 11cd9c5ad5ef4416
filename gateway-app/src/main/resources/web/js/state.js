/**
 * What the client knows, as one value, and how it changes: `reduce(state, event)` is pure and returns a new state, or the same object
 * where nothing changes. Events are those of the socket, as they come, and this client's own (`loaded.…`, `outbox.…`, …).
 *
 * Every handler may be given the same fact twice, and facts from HTTP may be older than what the socket told: messages are one per
 * `seq`, marks are maxima, members are sets. That is what makes a reload, a resume and a resync safe.
 *
 *     me             my profile, null until loaded
 *     isLoaded       whether the list of conversations has been read
 *     connection     {phase, replayed, retryAt, rereading}: as protocol.js has it, and whether history is being read anew
 *     conversations  by id: {conversationId, kind, title?, mutedUntil?, members, createdAt, lastSeq, lastReadSeq, lastMessage, counted, messages,
 *                    history, isKnown, hasGap, left}. `messages` by seq. `history` {from, more} says from where on `messages` is whole,
 *                    null where it is not, `assumed` where it was not read yet. `counted` {seq, unread}: what the server counted,
 *                    up to which seq, and `isMiscounted` that it has to count again. A message: as the lists have it, and `told`, which
 *                    reactions the socket spoke of: what it said last is newer than what lists say
 *     blocks         user id → true
 *     outbox         my messages that are not in the log yet, in order: {clientMessageId, conversationId, text, replyTo?, createdAt, status,
 *                    commandId?, reason?, isLate?, isOrphan?}, status being queued (not taken yet), accepted (202) or refused
 *     outcomes       command id → the event that came of it
 *     selectedId     the conversation that is open
 *     typing         conversation id → user id → until when it is shown that they write
 *     presence       user id → {online, lastSeenAt?} of those who are watched, as long as the connection lives
 */
export const initial = Object.freeze({
  me: null,
  isLoaded: false,
  connection: { phase: 'stopped', replayed: 0, retryAt: null, rereading: false },
  conversations: {},
  blocks: {},
  outbox: [],
  outcomes: {},
  selectedId: null,
  typing: {},
  presence: {},
});

const OUTCOMES_KEPT = 200;

/** The server tells it once in three seconds at most while somebody writes. */
export const TYPING_SHOWN_MS = 6_000;

export function reduce(state, event) {
  const handled = Object.hasOwn(handlers, event.type) ? handlers[event.type](state, event) : state;
  return event.commandId && Object.hasOwn(event, 'cursor') ? withOutcome(handled, event) : handled;
}

const handlers = {
  // This client's own

  'connection.changed': (state, { phase, replayed, retryAt }) => ({
    ...state,
    connection: { ...state.connection, phase, replayed, retryAt },
    ...(phase === 'live' ? {} : { presence: {}, typing: {} }), // who knows, without a connection
  }),

  'typing.expired': (state, { now }) => ({
    ...state,
    typing: mapValues(state.typing, (users) => Object.fromEntries(Object.entries(users).filter(([, until]) => until > now))),
  }),

  'reread.began': (state) => ({ ...state, connection: { ...state.connection, rereading: true } }),
  'reread.ended': (state) => ({ ...state, connection: { ...state.connection, rereading: false } }),

  'loaded.me': (state, { me }) => ({ ...state, me }),

  'loaded.blocks': (state, { userIds }) => ({ ...state, blocks: Object.fromEntries(userIds.map((id) => [id, true])) }),

  'loaded.conversations': (state, { items }) => ({ ...items.reduce(withListed, state), isLoaded: true }),

  'loaded.conversation': (state, { item }) => withListed(state, item),

  /** A page of history: the newest one, or the one before what we have. */
  'loaded.messages'(state, { conversationId, items, isNewest, limit }) {
    const known = change(state, conversationId, (conversation) => withPage(conversation, items, isNewest, limit));
    return withoutOrphans(known, conversationId, items);
  },

  /** The inbox could not tell all that happened, so what was loaded may have holes; what is open is read again at once. */
  'resync.began'(state) {
    const conversations = mapValues(state.conversations, (conversation) =>
      conversation.conversationId === state.selectedId
        ? forgetTold(conversation, () => true)
        : { ...conversation, messages: [], history: null },
    );
    const outbox = state.outbox.map((entry) => (entry.status === 'accepted' ? { ...entry, isOrphan: true } : entry));
    return { ...state, conversations, outbox };
  },

  'conversation.selected': (state, { conversationId }) =>
    state.selectedId === conversationId ? state : { ...state, selectedId: conversationId },

  'outbox.restored': (state, { outbox }) => ({ ...state, outbox }),

  'outbox.queued': (state, { entry }) => ({ ...state, outbox: [...state.outbox, { ...entry, status: 'queued' }] }),

  'outbox.delayed': (state, { clientMessageId }) => changeEntry(state, clientMessageId, (entry) => ({ ...entry, isLate: true })),

  /** The gateway took it (202). The topology's answer may have been here first. */
  'outbox.accepted'(state, { clientMessageId, commandId }) {
    const outcome = state.outcomes[commandId];
    return changeEntry(state, clientMessageId, ({ isLate, ...entry }) =>
      outcome?.type === 'command.rejected'
        ? { ...entry, commandId, status: 'refused', reason: reasonOf(outcome) }
        : { ...entry, commandId, status: 'accepted' },
    );
  },

  'outbox.refused': (state, { clientMessageId, reason }) =>
    changeEntry(state, clientMessageId, ({ isLate, ...entry }) => ({ ...entry, status: 'refused', reason })),

  'outbox.retried'(state, { clientMessageId }) {
    const { commandId } = state.outbox.find((entry) => entry.clientMessageId === clientMessageId) ?? {};
    const { [commandId]: _, ...outcomes } = state.outcomes; // the same order will be decided anew, under the same id
    return changeEntry({ ...state, outcomes }, clientMessageId, ({ reason, ...entry }) => ({ ...entry, status: 'queued' }));
  },

  'outbox.discarded': (state, { clientMessageId }) => changeEntry(state, clientMessageId, () => null),

  // The socket's

  /**
   * One that was not known begins empty, until it is read: it may have been opened again, or have had others before me. So does a group
   * that I come back to: what was said in it before may not be mine to read any more.
   */
  'conversation.created'(state, { conversationId, kind, title, createdBy, members, at }) {
    const before = state.conversations[conversationId];
    const isNew = !before || (before.left && kind === 'group');
    return change(state, conversationId, (conversation) => ({
      ...(isNew ? unknown(conversationId) : conversation),
      kind,
      title,
      createdBy,
      members: membersBy(members, conversation.members),
      createdAt: conversation.createdAt ?? at,
      lastReadSeq: conversation.lastReadSeq,
      history: isNew ? { from: 1, more: false, assumed: true } : conversation.history,
      isKnown: true,
      left: false,
    }));
  },

  'conversation.changed': (state, { conversationId, title }) =>
    change(state, conversationId, (conversation) => ({ ...conversation, title })),

  'conversation.muted': (state, { conversationId, until }) =>
    change(state, conversationId, (conversation) => ({ ...conversation, mutedUntil: until })),

  'member.added': (state, { conversationId, userId, role, ...names }) =>
    change(state, conversationId, (conversation) => ({
      ...conversation,
      members: {
        ...conversation.members,
        [userId]: { ...conversation.members[userId], ...pick(names, 'username', 'displayName'), userId, role },
      },
      left: userId === state.me?.userId ? false : conversation.left,
    })),

  'member.changed': (state, { conversationId, userId, role }) =>
    change(state, conversationId, (conversation) => ({
      ...conversation,
      members: { ...conversation.members, [userId]: { ...conversation.members[userId], userId, role } },
    })),

  'member.removed': (state, { conversationId, userId }) =>
    change(state, conversationId, (conversation) => {
      const { [userId]: gone, ...others } = conversation.members;
      const isOver = userId === state.me?.userId || conversation.kind === 'direct';
      // a direct conversation keeps both, since it is named after the other and can be opened again
      return { ...conversation, members: conversation.kind === 'direct' ? conversation.members : others, left: isOver || conversation.left };
    }),

  'message.sent'(state, event) {
    const { conversationId, clientMessageId, senderId } = event;
    const told = change(state, conversationId, (conversation) => {
      const isNext = event.seq <= conversation.lastSeq + 1;
      return withMessage({ ...conversation, hasGap: conversation.hasGap || !isNext }, messageOf(event));
    });
    const heard = withoutTyping(told, conversationId, senderId);
    return senderId === state.me?.userId ? changeEntry(heard, clientMessageId, () => null) : heard;
  },

  'message.edited': (state, { conversationId, seq, text, at }) =>
    changeMessage(state, conversationId, seq, (message) =>
      message.deleted || changedAt(message) > Date.parse(at) ? message : { ...message, text, editedAt: at },
    ),

  /** One that the server had counted as unread may or may not be in its number still, so that is asked for again. */
  'message.deleted': (state, { conversationId, seq }) =>
    change(state, conversationId, (conversation) => {
      const { counted, lastReadSeq, lastMessage, messages } = conversation;
      const known = messages.find((message) => message.seq === seq) ?? (lastMessage?.seq === seq ? lastMessage : null);
      if (known?.deleted) return conversation;
      const after = withChanged(conversation, seq, asDeleted);
      const wasCounted = seq > lastReadSeq && seq <= counted.seq && known?.senderId !== state.me?.userId && !state.blocks[known?.senderId];
      if (!wasCounted) return after;
      return { ...after, counted: { ...counted, unread: Math.max(0, counted.unread - 1) }, isMiscounted: true };
    }),

  'reaction.added': (state, event) => withReaction(state, event, true),
  'reaction.removed': (state, event) => withReaction(state, event, false),

  'conversation.read'(state, { conversationId, userId, seq }) {
    if (userId !== state.me?.userId) return withMark(state, conversationId, userId, 'readSeq', seq);
    return change(state, conversationId, (conversation) => {
      const { counted, lastReadSeq, messages } = conversation;
      if (seq <= lastReadSeq) return conversation;
      const left = Math.max(0, counted.seq - seq);
      const known = messages.filter((message) => message.seq > seq && message.seq <= counted.seq).length;
      const isMiscounted = conversation.isMiscounted || (counted.unread > 0 && known < left); // whose the rest are is not known
      return { ...conversation, lastReadSeq: seq, isMiscounted };
    });
  },

  // The socket's, without a place in it: they may be lost

  'conversation.delivered': (state, { conversationId, userId, seq }) => withMark(state, conversationId, userId, 'deliveredSeq', seq),

  typing: (state, { conversationId, userId, now }) => ({
    ...state,
    typing: { ...state.typing, [conversationId]: { ...state.typing[conversationId], [userId]: now + TYPING_SHOWN_MS } },
  }),

  presence: (state, { userId, online, lastSeenAt }) => ({
    ...state,
    presence: { ...state.presence, [userId]: { online, lastSeenAt } },
  }),

  'block.applied': (state, { userId }) => ({ ...state, blocks: { ...state.blocks, [userId]: true } }),

  'block.lifted'(state, { userId }) {
    if (!state.blocks[userId]) return state;
    const { [userId]: _, ...blocks } = state.blocks;
    // what they took back meanwhile was told to nobody
    const conversations = mapValues(state.conversations, (conversation) => forgetTold(conversation, (key) => key.startsWith(`${userId} `)));
    return { ...state, blocks, conversations };
  },

  'command.rejected': (state, event) => ({
    ...state,
    outbox: state.outbox.map((entry) =>
      entry.commandId === event.commandId && entry.status === 'accepted'
        ? { ...entry, status: 'refused', reason: reasonOf(event) }
        : entry,
    ),
  }),
};

// Conversations

/** As an event names it first; the rest is read over HTTP. */
const unknown = (conversationId) => ({
  conversationId,
  kind: null,
  members: {},
  createdAt: null,
  lastSeq: 0,
  lastReadSeq: 0,
  lastMessage: null,
  counted: { seq: 0, unread: 0 },
  messages: [],
  history: null,
  isKnown: false,
  isMiscounted: false,
  hasGap: false,
  left: false,
});

function change(state, conversationId, how) {
  const before = state.conversations[conversationId] ?? unknown(conversationId);
  const after = how(before);
  if (after === before) return state;
  return { ...state, conversations: { ...state.conversations, [conversationId]: after } };
}

/** A conversation as the list has it. The list may be behind the socket, so nothing goes back. */
function withListed(state, item) {
  return change(state, item.conversationId, (conversation) => ({
    ...conversation,
    kind: item.kind,
    title: item.title,
    mutedUntil: item.mutedUntil,
    members: membersBy(item.members, conversation.members),
    createdAt: item.createdAt,
    lastSeq: Math.max(conversation.lastSeq, item.lastSeq),
    lastReadSeq: Math.max(conversation.lastReadSeq, item.lastReadSeq ?? 0),
    lastMessage: newer(conversation.lastMessage, item.lastMessage ?? null),
    counted: item.lastSeq >= conversation.counted.seq ? { seq: item.lastSeq, unread: item.unread } : conversation.counted,
    isKnown: true,
    isMiscounted: false,
    hasGap: conversation.hasGap && item.lastSeq < conversation.lastSeq,
  }));
}

const membersBy = (list, before) =>
  Object.fromEntries(list.map((member) => [member.userId, withMarks({ ...before[member.userId], ...member }, before[member.userId])]));

const withMarks = (member, before) =>
  MARKS.reduce((marked, mark) => (before?.[mark] > (marked[mark] ?? 0) ? { ...marked, [mark]: before[mark] } : marked), member);

const MARKS = ['readSeq', 'deliveredSeq'];

/** Of somebody who is a member; a mark only rises. */
function withMark(state, conversationId, userId, mark, seq) {
  const member = state.conversations[conversationId]?.members[userId];
  if (!member || (member[mark] ?? 0) >= seq) return state;
  return change(state, conversationId, (conversation) => ({
    ...conversation,
    members: { ...conversation.members, [userId]: { ...member, [mark]: seq } },
  }));
}

function withoutTyping(state, conversationId, userId) {
  if (!state.typing[conversationId]?.[userId]) return state;
  const { [userId]: _, ...others } = state.typing[conversationId];
  return { ...state, typing: { ...state.typing, [conversationId]: others } };
}

function newer(one, other) {
  if (one === null || other === null) return one ?? other;
  if (one.seq === other.seq) return both(one, other);
  return other.seq > one.seq ? other : one;
}

// Messages

const messageOf = ({ conversationId, seq, messageId, clientMessageId, senderId, text, replyTo, at }) => ({
  conversationId,
  seq,
  messageId,
  clientMessageId,
  senderId,
  text,
  replyTo,
  at,
});

function withMessage(conversation, message) {
  return {
    ...conversation,
    messages: merge(conversation.messages, [message]),
    lastSeq: Math.max(conversation.lastSeq, message.seq),
    lastMessage: newer(conversation.lastMessage, message),
  };
}

function withPage(conversation, items, isNewest, limit) {
  const first = items.length === 0 ? 1 : items[0].seq;
  const more = items.length >= limit && first > 1;
  const isRead = conversation.history !== null && !conversation.history.assumed;
  const joins = isRead && conversation.messages.some(({ seq }) => seq >= first - 1 && seq <= (items.at(-1)?.seq ?? 0));
  const keepsOlder = isNewest && joins && conversation.history.from < first;
  const history = keepsOlder ? conversation.history : { from: first, more };
  const kept = conversation.messages.filter(({ seq }) => seq >= history.from);
  const messages = merge(kept, items);
  const last = messages.at(-1) ?? null;
  return {
    ...conversation,
    messages,
    history,
    hasGap: isNewest ? false : conversation.hasGap,
    lastSeq: Math.max(conversation.lastSeq, last?.seq ?? 0),
    lastMessage: last === null ? conversation.lastMessage : newer(conversation.lastMessage, last),
  };
}

/** Both, by seq; of the same message the one that was changed later. */
function merge(messages, others) {
  if (others.length === 1 && others[0].seq > (messages.at(-1)?.seq ?? 0)) return [...messages, others[0]]; // the usual case
  const bySeq = new Map(messages.map((message) => [message.seq, message]));
  for (const other of others) {
    const known = bySeq.get(other.seq);
    bySeq.set(other.seq, known ? both(known, other) : other);
  }
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

/** What is known of a message and what is told of it now, whichever is older: a deletion is for good, the later edit holds. */
function both(known, other) {
  if (known.deleted) return known;
  if (other.deleted) return asDeleted({ ...known, ...other });
  const { reactions = known.reactions } = other;
  const told = Object.entries(known.told ?? {}).reduce((list, [key, isGiven]) => {
    const [userId, emoji] = key.split(' ');
    return reacted(list, emoji, userId, isGiven);
  }, reactions ?? []);
  const latest = changedAt(known) > changedAt(other) ? known : { ...known, ...other };
  return reactions === undefined ? latest : { ...latest, reactions: told };
}

const asDeleted = ({ text, editedAt, told, ...message }) => ({ ...message, deleted: true, reactions: [] });

function withReaction(state, { conversationId, seq, emoji, userId }, isGiven) {
  return changeMessage(state, conversationId, seq, (message) =>
    message.deleted
      ? message
      : {
          ...message,
          reactions: reacted(message.reactions ?? [], emoji, userId, isGiven),
          told: { ...message.told, [`${userId} ${emoji}`]: isGiven },
        },
  );
}

/** Emoji stand in the order in which they came, and so do the people under each. */
function reacted(reactions, emoji, userId, isGiven) {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  if ((known?.userIds.includes(userId) ?? false) === isGiven) return reactions;
  if (!known) return [...reactions, { emoji, userIds: [userId] }];
  const userIds = isGiven ? [...known.userIds, userId] : known.userIds.filter((id) => id !== userId);
  return reactions.flatMap((reaction) => (reaction !== known ? [reaction] : userIds.length > 0 ? [{ emoji, userIds }] : []));
}

/** Forgets what the socket said of reactions, where it did not say all. */
function forgetTold(conversation, isForgotten) {
  const messages = conversation.messages.map((message) => {
    if (!message.told || !Object.keys(message.told).some(isForgotten)) return message;
    return { ...message, told: Object.fromEntries(Object.entries(message.told).filter(([key]) => !isForgotten(key))) };
  });
  return { ...conversation, messages };
}

const changedAt = ({ at, editedAt }) => Date.parse(editedAt ?? at);

const changeMessage = (state, conversationId, seq, how) =>
  change(state, conversationId, (conversation) => withChanged(conversation, seq, how));

function withChanged(conversation, seq, how) {
  const messages = conversation.messages.map((message) => (message.seq === seq ? how(message) : message));
  const { lastMessage } = conversation;
  return { ...conversation, messages, lastMessage: lastMessage?.seq === seq ? how(lastMessage) : lastMessage };
}

// The outbox, and what came of commands

function changeEntry(state, clientMessageId, how) {
  const index = state.outbox.findIndex((entry) => entry.clientMessageId === clientMessageId);
  if (index < 0) return state;
  const changed = how(state.outbox[index]);
  return { ...state, outbox: state.outbox.toSpliced(index, 1, ...(changed === null ? [] : [changed])) };
}

/**
 * After a resync the `message.sent` of a message that was accepted before may never come, and history doesn't tell the client's own id.
 * So an own message with the same text, not older than ours, is taken to be it.
 */
function withoutOrphans(state, conversationId, items) {
  const isThere = (entry) =>
    entry.isOrphan &&
    entry.conversationId === conversationId &&
    items.some(
      ({ senderId, text, at }) =>
        senderId === state.me?.userId && text === entry.text && Date.parse(at) >= Date.parse(entry.createdAt) - 60_000,
    );
  return state.outbox.some(isThere) ? { ...state, outbox: state.outbox.filter((entry) => !isThere(entry)) } : state;
}

function withOutcome(state, event) {
  const entries = Object.entries(state.outcomes).slice(1 - OUTCOMES_KEPT);
  return { ...state, outcomes: { ...Object.fromEntries(entries), [event.commandId]: event } };
}

const reasonOf = ({ code, detail }) => ({ code, detail });

const pick = (object, ...keys) => Object.fromEntries(keys.filter((key) => key in object).map((key) => [key, object[key]]));

const mapValues = (object, how) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, how(value)]));

// Questions that the views ask

/** The known conversations, the one with the latest message first. */
export function conversationList(state) {
  const latest = ({ lastMessage, createdAt }) => Date.parse(lastMessage?.at ?? createdAt) || 0;
  return Object.values(state.conversations)
    .filter(({ isKnown }) => isKnown)
    .sort((one, other) => latest(other) - latest(one) || (one.conversationId < other.conversationId ? 1 : -1));
}

export const selected = (state) => state.conversations[state.selectedId] ?? null;

/** The other person of a direct conversation; null for a group. */
export function peerOf(state, conversation) {
  if (conversation.kind !== 'direct') return null;
  return Object.values(conversation.members).find(({ userId }) => userId !== state.me?.userId) ?? null;
}

export const nameOf = (member) => member?.displayName || member?.username || 'Someone';

export function titleOf(state, conversation) {
  if (conversation.title) return conversation.title;
  const others = Object.values(conversation.members).filter(({ userId }) => userId !== state.me?.userId);
  return others.length === 0 ? 'Only you' : others.map(nameOf).join(', ');
}

/** How many messages of others are unread, where I am a member: what the server counted, as far as the mark leaves room for it, and those since. */
export function unreadOf(state, { counted, lastReadSeq, lastSeq, messages, left }) {
  if (left || lastReadSeq >= lastSeq) return 0; // nobody can mark what was left
  const counts = ({ senderId, deleted }) => !deleted && senderId !== state.me?.userId && !state.blocks[senderId];
  const after = messages.filter(({ seq }) => seq > lastReadSeq);
  const never = after.filter((message) => message.seq <= counted.seq && !counts(message));
  const before = Math.min(counted.unread, Math.max(0, counted.seq - lastReadSeq - never.length));
  const since = after.filter((message) => message.seq > counted.seq && counts(message));
  return before + since.length;
}

export const unreadInAll = (state) =>
  conversationList(state).reduce((sum, conversation) => sum + unreadOf(state, conversation), 0);

/**
 * The messages to show: those from where on there is no hole, and in groups without those of people I blocked, as the server has it too.
 */
export function visibleMessages(state, { messages, kind, history }) {
  const isShown = ({ seq, senderId }) => seq >= (history?.from ?? 0) && (kind === 'direct' || !state.blocks[senderId]);
  return messages.every(isShown) ? messages : messages.filter(isShown);
}

/** The reactions to show: in groups without those of people I blocked. */
export function visibleReactions(state, { kind }, { reactions = [] }) {
  const isShown = (userId) => kind === 'direct' || !state.blocks[userId];
  if (reactions.every(({ userIds }) => userIds.every(isShown))) return reactions;
  return reactions
    .map(({ emoji, userIds }) => ({ emoji, userIds: userIds.filter(isShown) }))
    .filter(({ userIds }) => userIds.length > 0);
}

/** What I may do with a message that was sent. */
export function rightsOn(state, conversation, { senderId, deleted }) {
  const isMine = senderId === state.me?.userId;
  const { role } = conversation.members[state.me?.userId] ?? {};
  const isOpen = !deleted && !conversation.left;
  return { edit: isOpen && isMine, delete: isOpen && (isMine || role === 'owner' || role === 'admin'), react: isOpen, reply: isOpen };
}

export const pendingIn = (state, conversationId) => state.outbox.filter((entry) => entry.conversationId === conversationId);

const othersIn = (state, { members }) =>
  Object.values(members).filter(({ userId }) => userId !== state.me?.userId && !state.blocks[userId]);

/** How far my message came, as far as the others tell: `sent`, `delivered` to somebody or `read` by so many. */
export function receiptOf(state, conversation, seq) {
  const others = othersIn(state, conversation);
  const readers = others.filter(({ readSeq = 0 }) => readSeq >= seq).length;
  const isThere = others.some(({ readSeq = 0, deliveredSeq = 0 }) => Math.max(readSeq, deliveredSeq) >= seq);
  return { status: readers > 0 ? 'read' : isThere ? 'delivered' : 'sent', readers };
}

/** The members who are writing, whom I don't block. */
export const writersIn = (state, conversation) =>
  othersIn(state, conversation).filter(({ userId }) => state.typing[conversation.conversationId]?.[userId]);

const LISTED_WATCHED = 50;
const MOST_WATCHED = 200;

/** Whose presence is in view: the people of the conversation that is open, and those on top of the list. */
export function watchedIn(state) {
  const listed = conversationList(state)
    .slice(0, LISTED_WATCHED)
    .map((conversation) => peerOf(state, conversation))
    .filter((peer) => peer !== null && !state.blocks[peer.userId]);
  const open = selected(state);
  const present = open?.isKnown && !open.left ? othersIn(state, open) : [];
  return [...new Set([...present, ...listed].map(({ userId }) => userId))].slice(0, MOST_WATCHED);
}
