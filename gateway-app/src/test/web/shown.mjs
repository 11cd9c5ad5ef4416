import {
  conversationList,
  pendingIn,
  rightsOn,
  titleOf,
  unreadInAll,
  unreadOf,
  visibleMessages,
  visibleReactions,
} from '../../main/resources/web/js/questions.js';
import { initial, reduce } from '../../main/resources/web/js/state.js';

/**
 * The client's state for a test in another language: what was read over HTTP becomes a state, events are applied to it, and what a user
 * sees of it becomes plain values. Values come and go as JSON.
 */

/** As client.js reads it: `{me, blocks, conversations, pages: {conversationId: items}, limit}`. */
export function load(read, before = initial) {
  const { me, blocks, conversations, pages, limit } = JSON.parse(read);
  const events = [
    { type: 'loaded.me', me },
    { type: 'loaded.blocks', userIds: blocks.map(({ userId }) => userId) },
    { type: 'loaded.conversations', items: conversations },
    ...Object.entries(pages).map(([conversationId, items]) => ({ type: 'loaded.messages', conversationId, items, isNewest: true, limit })),
  ];
  return events.reduce(reduce, before);
}

export const nothing = () => initial;

export const apply = (state, event) => reduce(state, JSON.parse(event));

/** The conversations that the client would read again because it knows that it doesn't know all: as client.js decides. */
export function asked(state) {
  const isNameless = ({ members }) => Object.values(members).some(({ username }) => !username);
  const isAsked = (one) => !one.isKnown || one.isMiscounted || one.hasGap || isNameless(one) || one.history?.assumed;
  return JSON.stringify(
    Object.values(state.conversations)
      .filter((one) => !one.left && isAsked(one))
      .map(({ conversationId, history }) => ({ conversationId, isOpen: history !== null })),
  );
}

/** What the user sees, whatever way the client came to know it. */
export const shown = (state) =>
  JSON.stringify({
    me: state.me,
    blocks: Object.keys(state.blocks).sort(),
    unread: unreadInAll(state),
    conversations: conversationList(state)
      .filter(({ left }) => !left) // it stays on the screen until the next reload, and says so
      .map((conversation) => shownConversation(state, conversation)),
  });

function shownConversation(state, conversation) {
  const { conversationId, kind, title, createdAt, lastSeq, lastReadSeq, lastMessage, mutedUntil, history } = conversation;
  return {
    conversationId,
    kind,
    title,
    name: titleOf(state, conversation),
    members: Object.values(conversation.members).map((member) => shownMember(state, member)),
    createdAt,
    lastSeq,
    lastReadSeq,
    mutedUntil: mutedUntil ?? undefined,
    unread: unreadOf(state, conversation),
    lastMessage: lastMessage && shownMessage(state, conversation, lastMessage),
    messages: history && visibleMessages(state, conversation).map((message) => shownMessage(state, conversation, message)),
    hasOlder: history?.more,
    waiting: pendingIn(state, conversationId).map(({ text, status }) => ({ text, status })),
  };
}

/** One's own marks are `lastReadSeq`; those of people whom one blocks are not shown; what is read has arrived. */
function shownMember(state, { userId, username, displayName, role, readSeq = 0, deliveredSeq = 0 }) {
  const isShown = userId !== state.me.userId && !state.blocks[userId];
  const marks = isShown ? { readSeq, deliveredSeq: Math.max(readSeq, deliveredSeq) } : {};
  return { userId, username, displayName, role, ...marks };
}

function shownMessage(state, conversation, message) {
  const { seq, messageId, senderId, text, replyTo, at, editedAt, deleted } = message;
  const reactions = visibleReactions(state, conversation, message);
  return { seq, messageId, senderId, text, replyTo, at, editedAt, deleted, reactions, rights: rightsOn(state, conversation, message) };
}
