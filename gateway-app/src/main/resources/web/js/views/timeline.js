import { pendingIn, receiptOf, shownPart, visibleMessages, visibleNotes, visibleReactions } from '../questions.js';
import { dayOf } from './format.js';

const TOGETHER_MS = 5 * 60_000;

/**
 * The rows of a conversation, top to bottom: a `day` before the first message of each, a `new` line before the first that was unread when
 * the conversation was opened, `note` rows of what happened to a group, and `message` rows, at the end those that are not sent yet. A message that follows another of the same
 * person within minutes is drawn as its continuation.
 *
 * `source` is the message or outbox entry as the state has it, `quoted` the message that it answers, if that is read, and `reactions` those
 * to show: while these are the same objects, so is what is to be drawn.
 *
 * @param newFrom the seq of the first unread message, or null
 */
export function timeline(state, conversation, newFrom) {
  const me = state.me.userId;
  const visible = visibleMessages(state, conversation);
  const bySeq = new Map(visible.map((message) => [message.seq, message]));
  const sent = visible.map((message) => ({
    ...message,
    source: message,
    quoted: bySeq.get(message.replyTo),
    reactions: visibleReactions(state, conversation, message),
    key: message.clientMessageId ?? message.messageId,
    isMine: message.senderId === me,
    status: 'sent',
    receipt: message.senderId === me ? receiptOf(state, conversation, message.seq) : null,
  }));
  const notes = visibleNotes(state, conversation).map((note) => ({ kind: 'note', ...note }));
  const waiting = shownPart(conversation)?.newer ? [] : pendingIn(state, conversation.conversationId); // they come after the newest
  const pending = waiting.map((entry) => ({
    ...entry,
    source: entry,
    quoted: bySeq.get(entry.replyTo),
    key: entry.clientMessageId,
    senderId: me,
    isMine: true,
    at: entry.createdAt,
    status: entry.status === 'refused' ? 'rejected' : 'pending',
  }));

  const rows = [];
  let before = null;
  let isNewShown = false;
  for (const message of [...inOrder(sent, notes), ...pending]) {
    const isNewDay = before === null || dayOf(before.at) !== dayOf(message.at);
    if (message.kind === 'note') {
      if (isNewDay) rows.push({ kind: 'day', key: `day-${dayOf(message.at)}-${message.key}`, at: message.at });
      rows.push(message);
      before = message;
      continue;
    }
    const isFirstNew = !isNewShown && newFrom !== null && message.seq >= newFrom && !message.isMine;
    if (isNewDay) rows.push({ kind: 'day', key: `day-${dayOf(message.at)}-${message.key}`, at: message.at });
    if (isFirstNew) rows.push({ kind: 'new', key: 'new' });
    isNewShown ||= isFirstNew;
    const continues =
      !isNewDay && !isFirstNew && before.senderId === message.senderId && Date.parse(message.at) - Date.parse(before.at) < TOGETHER_MS;
    rows.push({ kind: 'message', continues, ...message });
    before = message;
  }
  return rows;
}

/** By their times; of one moment the note first, as the message may be the first of somebody who was added. */
function inOrder(messages, notes) {
  const rows = [];
  const rest = [...messages];
  for (const note of notes) {
    while (rest.length > 0 && Date.parse(rest[0].at) < Date.parse(note.at)) rows.push(rest.shift());
    rows.push(note);
  }
  return [...rows, ...rest];
}
