import { followMeeting, meetingHandlers, NOT_MEETING } from './meeting.js';
import {
  asDeleted,
  changedAt,
  forgetTold,
  messageOf,
  newer,
  reacted,
  withAround,
  withChanged,
  withMessage,
  withMoreAround,
  withPage,
} from './messages.js';
import { isMuted } from './questions.js';

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
 *     conversations  by id: {conversationId, kind, title?, members, past, createdAt, mutedUntil, lastSeq, lastReadSeq, lastMessage,
 *                    counted, messages, history, around, told, isKnown, hasGap, left, isGone, isUnsure}. `past` has the names of those
 *                    who are no members any more; `mutedUntil` is null where there is no mute; `told` is what the socket said of title,
 *                    members and mute since the last resync, which is newer than what lists say. `isGone`: left by my own wish;
 *                    `isUnsure`: whether I am in it is not known since a resync, until the socket or a list says. `messages` by seq. `history` {from, more} says from where on `messages` is whole,
 *                    null where it is not, `assumed` where it was not read yet. `around` {from, messages, older, newer}: what is
 *                    shown instead while an old message is looked at that is far from there, else null. `counted` {seq, unread}: what the server counted,
 *                    up to which seq, and `isMiscounted` that it has to count again. A message: as the lists have it, and `told`, which
 *                    reactions the socket spoke of: what it said last is newer than what lists say
 *     notes          what happened to the groups, in order: {key, type, conversationId, at, by, userId?, role?, title?}, and whom I met
 *                    by chance: {…, peer, sharedTags}. Only the socket tells it, so a window keeps it
 *     meeting        seeking a stranger to talk to, as meeting.js has it
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
  notes: [],
  meeting: NOT_MEETING,
  blocks: {},
  outbox: [],
  outcomes: {},
  selectedId: null,
  typing: {},
  presence: {},
});

const OUTCOMES_KEPT = 200;
const NOTES_KEPT = 300;

/** The server tells it once in three seconds at most while somebody writes. */
export const TYPING_SHOWN_MS = 6_000;

export function reduce(state, event) {
  const handled = followMeeting(Object.hasOwn(handlers, event.type) ? handlers[event.type](state, event) : state, event);
  if (!Object.hasOwn(event, 'cursor')) return handled;
  const noted = withNote(withHeard(handled, event), event);
  return event.commandId ? withOutcome(noted, event) : noted;
}

const handlers = {
  ...meetingHandlers,

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

  /** All of them, so one that is not there was left while nobody could tell, unless the socket spoke of it since. */
  'loaded.conversations'(state, { items }) {
    const listed = new Set(items.map(({ conversationId }) => conversationId));
    return { ...items.reduce(withListed, withoutLost(state, listed)), isLoaded: true };
  },

  'loaded.conversation': (state, { item }) => withListed(state, item),

  /** A page of history: the newest one, or the one before what we have. */
  'loaded.messages'(state, { conversationId, items, isNewest, limit }) {
    const known = change(state, conversationId, (conversation) => withPage(conversation, items, isNewest, limit));
    return withoutOrphans(known, conversationId, items);
  },

  /** What is around an old message, on both sides. */
  'loaded.around': (state, { conversationId, ...page }) =>
    change(state, conversationId, (conversation) => withAround(conversation, page)),

  'loaded.moreAround': (state, { conversationId, ...page }) =>
    change(state, conversationId, (conversation) => withMoreAround(conversation, page)),

  'around.left': (state, { conversationId }) => withoutAround(state, conversationId),

  /** Who is named in a conversation without being a member. */
  'loaded.person': (state, { conversationId, person }) =>
    change(state, conversationId, (conversation) => ({ ...conversation, past: withNames(conversation.past, person) })),

  /** The inbox could not tell all that happened, so what was loaded may have holes; what is open is read again at once. */
  'resync.began'(state) {
    const conversations = mapValues(state.conversations, (conversation) => {
      const unsure = { ...conversation, around: null, told: NOTHING_TOLD, isUnsure: true };
      return conversation.conversationId === state.selectedId
        ? forgetTold(unsure, () => true)
        : { ...unsure, messages: [], history: null };
    });
    const outbox = state.outbox.map((entry) => (entry.status === 'accepted' ? { ...entry, isOrphan: true } : entry));
    return { ...state, conversations, outbox };
  },

  'conversation.selected': (state, { conversationId }) =>
    state.selectedId === conversationId ? state : { ...withoutAround(state, state.selectedId), selectedId: conversationId },

  'notes.restored': (state, { notes }) => ({ ...state, notes }),

  /** A mute ends by the clock, and nobody tells. */
  'mute.expired': (state, { now }) => ({
    ...state,
    conversations: mapValues(state.conversations, (conversation) =>
      isMuted(conversation) && Date.parse(conversation.mutedUntil) <= now ? withMute(conversation, null) : conversation,
    ),
  }),

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
      past: withGone(conversation, members),
      told: { ...conversation.told, title, members: Object.fromEntries(members.map((member) => [member.userId, member])) },
      createdAt: conversation.createdAt ?? at,
      lastReadSeq: conversation.lastReadSeq,
      history: isNew ? { from: 1, more: false, assumed: true } : conversation.history,
      isKnown: true,
      left: false,
      isGone: false,
    }));
  },

  'conversation.changed': (state, { conversationId, title }) =>
    change(state, conversationId, (conversation) => ({ ...conversation, title, told: { ...conversation.told, title } })),

  'conversation.muted': (state, { conversationId, until }) =>
    change(state, conversationId, (conversation) => withMute(conversation, until ?? null)),

  'member.added': (state, { conversationId, userId, role, ...names }) =>
    change(state, conversationId, (conversation) => {
      const known = conversation.members[userId] ?? conversation.past[userId];
      const isMe = userId === state.me?.userId;
      return {
        ...withMember(conversation, { ...known, ...pick(names, 'username', 'displayName'), userId, role }),
        left: isMe ? false : conversation.left,
        isGone: isMe ? false : conversation.isGone,
      };
    }),

  'member.changed': (state, { conversationId, userId, role }) =>
    change(state, conversationId, (conversation) => withMember(conversation, { ...conversation.members[userId], userId, role })),

  /** A direct conversation keeps both, since it is named after the other and can be opened again; the one that I left goes. */
  'member.removed': (state, { conversationId, userId, by }) =>
    change(state, conversationId, (conversation) => {
      if (conversation.kind === 'direct') return { ...conversation, left: true, isGone: by === state.me?.userId };
      const { [userId]: gone, ...others } = conversation.members;
      const isMe = userId === state.me?.userId;
      return {
        ...conversation,
        members: others,
        past: gone ? withNames(conversation.past, gone) : conversation.past,
        told: { ...conversation.told, members: { ...conversation.told.members, [userId]: null } },
        left: isMe || conversation.left,
        isGone: isMe ? by === userId : conversation.isGone,
      };
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

const NOTHING_TOLD = Object.freeze({ members: {} });

/** As an event names it first; the rest is read over HTTP. */
const unknown = (conversationId) => ({
  conversationId,
  kind: null,
  members: {},
  past: {},
  mutedUntil: null,
  told: NOTHING_TOLD,
  createdAt: null,
  lastSeq: 0,
  lastReadSeq: 0,
  lastMessage: null,
  counted: { seq: 0, unread: 0 },
  messages: [],
  history: null,
  around: null,
  isKnown: false,
  isMiscounted: false,
  hasGap: false,
  left: false,
  isGone: false,
  isUnsure: false,
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
    ...overruled({ title: item.title, mutedUntil: item.mutedUntil ?? null }, conversation.told),
    kind: item.kind,
    members: membersTold(membersBy(item.members, conversation.members), conversation),
    past: withGone(conversation, item.members),
    createdAt: item.createdAt,
    lastSeq: Math.max(conversation.lastSeq, item.lastSeq),
    lastReadSeq: Math.max(conversation.lastReadSeq, item.lastReadSeq ?? 0),
    lastMessage: newer(conversation.lastMessage, item.lastMessage ?? null),
    counted: item.lastSeq >= conversation.counted.seq ? { seq: item.lastSeq, unread: item.unread } : conversation.counted,
    isKnown: true,
    isMiscounted: false,
    hasGap: conversation.hasGap && item.lastSeq < conversation.lastSeq,
    left: conversation.left && !conversation.isUnsure, // we may have come back to it while nobody could tell
    isGone: conversation.isGone && !conversation.isUnsure,
  }));
}

const overruled = (item, { members, ...told }) => ({ ...item, ...told });

/** The members of a list, but for what the socket said of them. */
function membersTold(listed, { members, told }) {
  const changes = Object.entries(told.members);
  const gone = new Set(changes.filter(([, member]) => member === null).map(([userId]) => userId));
  const kept = Object.fromEntries(Object.entries(listed).filter(([userId]) => !gone.has(userId)));
  const here = changes.filter(([, member]) => member !== null);
  return { ...kept, ...Object.fromEntries(here.map(([id, { role }]) => [id, { ...members[id], ...listed[id], userId: id, role }])) };
}

function withMember(conversation, member) {
  const { members, told } = conversation;
  return {
    ...conversation,
    members: { ...members, [member.userId]: member },
    told: { ...told, members: { ...told.members, [member.userId]: member } },
  };
}

const withMute = (conversation, mutedUntil) => ({ ...conversation, mutedUntil, told: { ...conversation.told, mutedUntil } });

const withNames = (past, { userId, username, displayName }) => ({ ...past, [userId]: { userId, username, displayName } });

/** The names of those who are not on a list of members any more. */
function withGone({ members, past }, list) {
  const here = new Set(list.map(({ userId }) => userId));
  return Object.values(members).filter(({ userId }) => !here.has(userId)).reduce(withNames, past);
}

function withoutAround(state, conversationId) {
  if (!state.conversations[conversationId]?.around) return state;
  return change(state, conversationId, (conversation) => ({ ...conversation, around: null }));
}

/** The socket speaks of a conversation to those who are in it. */
function withHeard(state, { type, conversationId }) {
  if (!state.conversations[conversationId]?.isUnsure || type === 'member.removed') return state;
  return change(state, conversationId, (conversation) => ({ ...conversation, isUnsure: false }));
}

/** Without those of which neither a whole list nor the socket says that I am in them; the open one is shown to be left. */
function withoutLost(state, listed) {
  const isLost = ({ conversationId, isUnsure }) => isUnsure && !listed.has(conversationId);
  const all = Object.values(state.conversations);
  if (!all.some(isLost)) return state;
  const kept = all
    .filter((conversation) => !isLost(conversation) || conversation.conversationId === state.selectedId)
    .map((conversation) => (isLost(conversation) ? { ...conversation, left: true, isGone: true } : conversation));
  const conversations = Object.fromEntries(kept.map((conversation) => [conversation.conversationId, conversation]));
  const isHopeless = ({ conversationId }) => state.conversations[conversationId] && !conversations[conversationId];
  return { ...state, conversations, outbox: state.outbox.filter((entry) => !isHopeless(entry)) };
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

// Messages

const changeMessage = (state, conversationId, seq, how) =>
  change(state, conversationId, (conversation) => withChanged(conversation, seq, how));

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

// What happened to groups, and whom I met

const NOTED = new Set(['conversation.created', 'conversation.changed', 'member.added', 'member.changed', 'member.removed']);

/** A replay tells the same again, so each has a key. Who is added is told of the creation at that moment too, which is no news then. */
function withNote(state, event) {
  const { type, conversationId, at, userId, role, title } = event;
  const isMatch = type === 'chatup.matched';
  if (!isMatch && (!NOTED.has(type) || state.conversations[conversationId]?.kind !== 'group')) return state;
  const key = [type, conversationId, at, userId ?? title].join(' ');
  if (state.notes.some((note) => note.key === key)) return state;

  const note = isMatch
    ? { key, type, conversationId, at, by: event.peer.userId, peer: event.peer, sharedTags: event.sharedTags }
    : { key, type, conversationId, at, by: event.by ?? event.createdBy, userId, role, title };
  const isOfThatMoment = (other) => other.conversationId === conversationId && other.at === at;
  const bringsMeIn = (other) => other.type === 'member.added' && other.userId === state.me?.userId;
  const isCreation = (other) => other.type === 'conversation.created';
  if (isCreation(note) && state.notes.some((other) => isOfThatMoment(other) && bringsMeIn(other))) return state;
  const kept = bringsMeIn(note) ? state.notes.filter((other) => !(isOfThatMoment(other) && isCreation(other))) : state.notes;
  return { ...state, notes: [...kept, note].slice(-NOTES_KEPT) };
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
