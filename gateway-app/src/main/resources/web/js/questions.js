/** What the views ask of the state: pure functions that tell what is to be shown and what I may do. */

/** The known conversations that I did not leave, the one with the latest message first. */
export function conversationList(state) {
  const latest = ({ lastMessage, createdAt }) => Date.parse(lastMessage?.at ?? createdAt) || 0;
  return Object.values(state.conversations)
    .filter(({ conversationId, isKnown, isGone }) => isKnown && (!isGone || conversationId === state.selectedId))
    .sort((one, other) => latest(other) - latest(one) || (one.conversationId < other.conversationId ? 1 : -1));
}

export const selected = (state) => state.conversations[state.selectedId] ?? null;

/** The other person of a direct conversation; null for a group. */
export function peerOf(state, conversation) {
  if (conversation.kind !== 'direct') return null;
  return Object.values(conversation.members).find(({ userId }) => userId !== state.me?.userId) ?? null;
}

/** Somebody who is named in a conversation, also where they are no member any more. */
export const personIn = ({ members, past }, userId) => members[userId] ?? past[userId];

export const nameOf = (member) => member?.displayName || member?.username || 'Someone';

export function titleOf(state, conversation) {
  if (conversation.title) return conversation.title;
  const others = Object.values(conversation.members).filter(({ userId }) => userId !== state.me?.userId);
  return others.length === 0 ? 'Only you' : others.map(nameOf).join(', ');
}

/** How many messages of others are unread: what the server counted, as far as the mark leaves room for it, and those since. */
export function unreadOf(state, { counted, lastReadSeq, lastSeq, messages, left }) {
  if (left || lastReadSeq >= lastSeq) return 0; // nobody can mark what was left
  const counts = ({ senderId, deleted }) => !deleted && senderId !== state.me?.userId && !state.blocks[senderId];
  const after = messages.filter(({ seq }) => seq > lastReadSeq);
  const never = after.filter((message) => message.seq <= counted.seq && !counts(message));
  const before = Math.min(counted.unread, Math.max(0, counted.seq - lastReadSeq - never.length));
  const since = after.filter((message) => message.seq > counted.seq && counts(message));
  return before + since.length;
}

/** In the conversations that are not muted: what the window's title tells. */
export const unreadInAll = (state) =>
  conversationList(state)
    .filter((conversation) => !isMuted(conversation))
    .reduce((sum, conversation) => sum + unreadOf(state, conversation), 0);

export const isMuted = ({ mutedUntil }) => mutedUntil !== null;

/** When the next mute is over, in milliseconds, or null. */
export function nextMuteEnd(state) {
  const ends = Object.values(state.conversations).filter(isMuted).map(({ mutedUntil }) => Date.parse(mutedUntil));
  return ends.length === 0 ? null : Math.min(...ends);
}

/** The piece of history to show, `{from, messages, older, newer}`: around an old message or up to the newest; null where it is not read. */
export function shownPart({ around, messages, history }) {
  if (around) return around;
  return history && { from: history.from, messages, older: history.more, newer: false };
}

/**
 * The messages to show: those from where on there is no hole, and in groups without those of people I blocked, as the server has it too.
 */
export function visibleMessages(state, conversation) {
  const { from, messages } = shownPart(conversation) ?? { from: 0, messages: conversation.messages };
  const isShown = ({ seq, senderId }) => seq >= from && (conversation.kind === 'direct' || !state.blocks[senderId]);
  return messages.every(isShown) ? messages : messages.filter(isShown);
}

/** What happened to a group, as far as its messages are shown: before the first and after the last of a piece there may be more. */
export function visibleNotes(state, conversation) {
  const part = shownPart(conversation);
  if (part === null) return [];
  const [first, last] = [part.messages.find(({ seq }) => seq >= part.from), part.messages.at(-1)].map((message) => Date.parse(message?.at));
  const isShown = ({ at }) => (!part.older || Date.parse(at) >= first) && (!part.newer || Date.parse(at) <= last);
  return state.notes.filter((note) => note.conversationId === conversation.conversationId && isShown(note));
}

/** The ids of those whose messages are shown but whose names are not known: they left before we looked. */
export function strangersIn(conversation) {
  const senders = [...conversation.messages, ...(conversation.around?.messages ?? [])].map(({ senderId }) => senderId);
  return [...new Set(senders)].filter((userId) => !personIn(conversation, userId));
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

const myRoleIn = (state, { members }) => members[state.me?.userId]?.role;

const isLastOwner = ({ members }, userId) => {
  const owners = Object.values(members).filter(({ role }) => role === 'owner');
  return owners.length === 1 && owners[0].userId === userId;
};

/** What I may do with a conversation as a whole. */
export function rightsIn(state, conversation) {
  const isMember = conversation.kind === 'group' && !conversation.left;
  const administers = isMember && ['owner', 'admin'].includes(myRoleIn(state, conversation));
  return { rename: administers, add: administers, leave: isMember };
}

/** What I may do with a member of a group: an admin touches no owner and makes none, and a group keeps an owner. */
export function rightsOver(state, conversation, { userId, role }) {
  const isOwner = myRoleIn(state, conversation) === 'owner';
  const isMe = userId === state.me?.userId;
  const may = rightsIn(state, conversation).add && (isOwner || role !== 'owner') && !isLastOwner(conversation, userId);
  return {
    makeMember: may && role !== 'member',
    makeAdmin: may && role !== 'admin',
    makeOwner: may && isOwner && role !== 'owner',
    handOver: may && isOwner && role !== 'owner',
    remove: may && !isMe,
  };
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
