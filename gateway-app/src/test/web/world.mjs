/** Ann’s view of conversations with Ben and Cleo, from 2030 on: events and lists as they come. */
import { reduce } from '../../main/resources/web/js/state.js';

export const ANN = { userId: 'ann', username: 'ann', displayName: 'Ann', role: 'member' };
export const BEN = { userId: 'ben', username: 'ben', displayName: 'Ben', role: 'member' };
export const CLEO = { userId: 'cleo', username: 'cleo', displayName: 'Cleo', role: 'member' };
const START = Date.parse('2030-01-01T00:00:00Z');
export const at = (minutes) => new Date(START + minutes * 60_000).toISOString();

export const run = (state, ...events) => events.reduce(reduce, state);
export const me = { type: 'loaded.me', me: ANN };
export const created = (properties) => ({
  type: 'conversation.created',
  cursor: 1,
  at: at(0),
  conversationId: 'c',
  kind: 'direct',
  createdBy: 'ann',
  members: [ANN, BEN],
  ...properties,
});
export const sent = (seq, senderId = 'ben', properties = {}) => ({
  type: 'message.sent',
  cursor: 10 + seq,
  at: at(seq),
  conversationId: 'c',
  seq,
  messageId: `m${seq}`,
  clientMessageId: `${senderId}-${seq}`,
  senderId,
  text: `text ${seq}`,
  ...properties,
});
export const stored = (seq, senderId = 'ben') => ({
  conversationId: 'c',
  seq,
  messageId: `m${seq}`,
  senderId,
  text: `text ${seq}`,
  at: at(seq),
  reactions: [],
});
export const listed = (properties) => ({
  conversationId: 'c',
  kind: 'direct',
  members: [ANN, BEN],
  lastSeq: 0,
  lastReadSeq: 0,
  unread: 0,
  createdAt: at(0),
  ...properties,
});
export const page = (items, isNewest = true, limit = 3) => ({ type: 'loaded.messages', conversationId: 'c', items, isNewest, limit });
