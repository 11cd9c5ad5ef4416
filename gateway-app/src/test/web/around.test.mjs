import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownPart, unreadOf, visibleMessages } from '../../main/resources/web/js/questions.js';
import { initial } from '../../main/resources/web/js/state.js';
import { timeline } from '../../main/resources/web/js/views/timeline.js';
import { at, created, me, page, run, sent, stored } from './world.mjs';

const conversation = (state) => state.conversations.c;
const shown = (state) => visibleMessages(state, conversation(state)).map(({ seq }) => seq);
const storedFrom = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => stored(from + i));
const around = (from, to, { older = true, newer = true } = {}) => ({ type: 'loaded.around', conversationId: 'c', items: storedFrom(from, to), older, newer });
const more = (from, to, isNewer, isMore = true) => ({ type: 'loaded.moreAround', conversationId: 'c', items: storedFrom(from, to), isNewer, more: isMore });

const atTheEnd = run(initial, me, created(), { type: 'conversation.selected', conversationId: 'c' }, page(storedFrom(90, 92)));

test('what is around an old message is shown by itself, and grows on both sides', () => {
  const state = run(atTheEnd, around(40, 42));
  assert.deepEqual(shown(state), [40, 41, 42]);
  const grown = run(state, more(38, 39, false), more(43, 44, true));
  assert.deepEqual(shown(grown), [38, 39, 40, 41, 42, 43, 44]);
  assert.deepEqual(shownPart(conversation(run(state, more(1, 39, false, false)))).older, false);
});

test('where it comes to the newest messages there is one history again', () => {
  const state = run(atTheEnd, around(85, 87), more(88, 89, true));
  assert.equal(conversation(state).around, null);
  assert.deepEqual(shown(state), [85, 86, 87, 88, 89, 90, 91, 92]);
  assert.deepEqual(conversation(state).history, { from: 85, more: true });
});

test('around a message that is not far there is one history at once', () => {
  assert.deepEqual(shown(run(atTheEnd, around(88, 91))), [88, 89, 90, 91, 92]);
  assert.deepEqual(shown(run(atTheEnd, around(91, 92, { newer: false }))), [90, 91, 92]);
});

test('a jump before the newest page is read meets it when that comes', () => {
  const state = run(initial, me, created(), sent(91), around(88, 90));
  assert.deepEqual(shown(state), [88, 89, 90]);
  const read = run(state, page(storedFrom(90, 92)));
  assert.equal(conversation(read).around, null);
  assert.deepEqual(shown(read), [88, 89, 90, 91, 92]);
});

test('nothing around it is no place to be', () => {
  assert.equal(run(atTheEnd, { ...around(1, 0), items: [] }).conversations.c.around, null);
});

test('the way back shows the newest, with what came meanwhile', () => {
  const state = run(atTheEnd, around(40, 42), sent(93), { type: 'around.left', conversationId: 'c' });
  assert.deepEqual(shown(state), [90, 91, 92, 93]);
});

test('what comes while one looks at an old message counts as unread and stays out of sight', () => {
  const state = run(atTheEnd, { type: 'conversation.read', conversationId: 'c', userId: 'ann', seq: 92 }, around(40, 42), sent(93));
  assert.deepEqual(shown(state), [40, 41, 42]);
  assert.equal(unreadOf(state, conversation(state)), 1);
});

test('edits, deletions and reactions reach what is around', () => {
  const change = (type, seq, properties) => ({ type, conversationId: 'c', cursor: 200, at: at(500), seq, by: 'ben', ...properties });
  const state = run(
    atTheEnd,
    around(40, 42),
    change('message.edited', 40, { text: 'better' }),
    change('message.deleted', 41),
    change('reaction.added', 42, { emoji: '👍', userId: 'ben' }),
  );
  const [edited, deleted, liked] = conversation(state).around.messages;
  assert.equal(edited.text, 'better');
  assert.equal(deleted.deleted, true);
  assert.deepEqual(liked.reactions, [{ emoji: '👍', userIds: ['ben'] }]);
});

test('what is not sent yet is at the end, not around an old message', () => {
  const entry = { clientMessageId: 'x', conversationId: 'c', text: 'hello', createdAt: at(600) };
  const rows = (state) => timeline(state, conversation(state), null).filter(({ kind }) => kind === 'message').map(({ status }) => status);
  assert.deepEqual(rows(run(atTheEnd, around(40, 41), { type: 'outbox.queued', entry })), ['sent', 'sent']);
  assert.equal(rows(run(atTheEnd, { type: 'outbox.queued', entry })).at(-1), 'pending');
});

test('another conversation, or a resync, ends it', () => {
  for (const event of [{ type: 'conversation.selected', conversationId: 'd' }, { type: 'resync.began' }]) {
    assert.equal(conversation(run(atTheEnd, around(40, 42), event)).around, null);
  }
});
