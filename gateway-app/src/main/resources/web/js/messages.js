/**
 * The messages of a conversation, as the state holds them: how those that come one by one, in pages of history and in changes become one
 * list by `seq`. Pure functions: (conversation, news) → conversation.
 *
 * `messages` is whole from `history.from` to the newest. Far from there, `around` is a piece of history by itself: what a jump to an old
 * message has read, until the pages between bring the two together.
 */

export const messageOf = ({ conversationId, seq, messageId, clientMessageId, senderId, text, replyTo, at }) => ({
  conversationId,
  seq,
  messageId,
  clientMessageId,
  senderId,
  text,
  replyTo,
  at,
});

export function withMessage(conversation, message) {
  return {
    ...conversation,
    messages: merge(conversation.messages, [message]),
    lastSeq: Math.max(conversation.lastSeq, message.seq),
    lastMessage: newer(conversation.lastMessage, message),
  };
}

export function withPage(conversation, items, isNewest, limit) {
  const first = items.length === 0 ? 1 : items[0].seq;
  const more = items.length >= limit && first > 1;
  const isRead = conversation.history !== null && !conversation.history.assumed;
  const joins = isRead && conversation.messages.some(({ seq }) => seq >= first - 1 && seq <= (items.at(-1)?.seq ?? 0));
  const keepsOlder = isNewest && joins && conversation.history.from < first;
  const history = keepsOlder ? conversation.history : { from: first, more };
  const kept = conversation.messages.filter(({ seq }) => seq >= history.from);
  const messages = merge(kept, items);
  const last = messages.at(-1) ?? null;
  return joined({
    ...conversation,
    messages,
    history,
    hasGap: isNewest ? false : conversation.hasGap,
    lastSeq: Math.max(conversation.lastSeq, last?.seq ?? 0),
    lastMessage: last === null ? conversation.lastMessage : newer(conversation.lastMessage, last),
  });
}

/** What is around an old message: `older` and `newer` say whether there is more on either side. */
export function withAround(conversation, { items, older, newer }) {
  if (items.length === 0) return conversation;
  return joined({ ...conversation, around: { from: items[0].seq, messages: items, older, newer } });
}

/** The page before what is around an old message, or after it. */
export function withMoreAround(conversation, { items, isNewer, more }) {
  const { around } = conversation;
  if (!around) return conversation;
  const messages = merge(around.messages, items);
  const grown = isNewer ? { ...around, messages, newer: more } : { ...around, messages, from: messages[0].seq, older: more };
  return joined({ ...conversation, around: grown });
}

/** Where what is around an old message has come as far as the newest ones, there is one history from there on. */
function joined(conversation) {
  const { around, history, messages } = conversation;
  if (!around || history === null || history.assumed) return conversation;
  const meet = !around.newer || around.messages.at(-1).seq >= history.from - 1;
  if (!meet) return conversation;
  const newest = messages.filter(({ seq }) => seq >= history.from);
  const isLonger = around.from < history.from;
  return {
    ...conversation,
    around: null,
    messages: merge(newest, around.messages.filter(({ seq }) => isLonger || seq >= history.from)),
    history: isLonger ? { from: around.from, more: around.older } : history,
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

export const asDeleted = ({ text, editedAt, told, ...message }) => ({ ...message, deleted: true, reactions: [] });

/** Emoji stand in the order in which they came, and so do the people under each. */
export function reacted(reactions, emoji, userId, isGiven) {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  if ((known?.userIds.includes(userId) ?? false) === isGiven) return reactions;
  if (!known) return [...reactions, { emoji, userIds: [userId] }];
  const userIds = isGiven ? [...known.userIds, userId] : known.userIds.filter((id) => id !== userId);
  return reactions.flatMap((reaction) => (reaction !== known ? [reaction] : userIds.length > 0 ? [{ emoji, userIds }] : []));
}

/** Forgets what the socket said of reactions, where it did not say all. */
export function forgetTold(conversation, isForgotten) {
  return eachMessage(conversation, (message) => {
    if (!message.told || !Object.keys(message.told).some(isForgotten)) return message;
    return { ...message, told: Object.fromEntries(Object.entries(message.told).filter(([key]) => !isForgotten(key))) };
  });
}

export const changedAt = ({ at, editedAt }) => Date.parse(editedAt ?? at);

export function withChanged(conversation, seq, how) {
  const changed = eachMessage(conversation, (message) => (message.seq === seq ? how(message) : message));
  const { lastMessage } = conversation;
  return { ...changed, lastMessage: lastMessage?.seq === seq ? how(lastMessage) : lastMessage };
}

function eachMessage(conversation, how) {
  const { messages, around } = conversation;
  return { ...conversation, messages: messages.map(how), around: around && { ...around, messages: around.messages.map(how) } };
}

export function newer(one, other) {
  if (one === null || other === null) return one ?? other;
  if (one.seq === other.seq) return both(one, other);
  return other.seq > one.seq ? other : one;
}
