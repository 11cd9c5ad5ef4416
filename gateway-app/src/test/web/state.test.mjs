import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  conversationList,
  pendingIn,
  receiptOf,
  rightsOn,
  titleOf,
  unreadInAll,
  unreadOf,
  visibleMessages,
  visibleReactions,
  watchedIn,
  writersIn,
} from '../../main/resources/web/js/questions.js';
import { initial, reduce } from '../../main/resources/web/js/state.js';
import { timeline } from '../../main/resources/web/js/views/timeline.js';
import { ANN, at, BEN, CLEO, created, listed, me, page, run, sent, stored } from './world.mjs';

const queued = (clientMessageId, text = 'hello') => ({
  type: 'outbox.queued',
  entry: { clientMessageId, conversationId: 'c', text, createdAt: at(5) },
});
const accepted = (clientMessageId, commandId = 'k') => ({ type: 'outbox.accepted', clientMessageId, commandId });
const rejected = (commandId, code = 'blocked') => ({ type: 'command.rejected', cursor: 99, at: at(9), commandId, code, detail: 'no' });

const seqs = (messages) => messages.map(({ seq }) => seq);
const talk = run(initial, me, created());
const conversation = (state) => state.conversations.c;

test('an unknown event changes nothing', () => {
  assert.equal(reduce(talk, { type: 'something.new' }), talk);
  assert.equal(reduce(talk, { type: 'constructor' }), talk);
});

test('messages are one per seq and in order, whatever came first and how often', () => {
  const state = run(talk, sent(2), sent(1), sent(2), page([stored(1), stored(2)]), sent(1));
  assert.deepEqual(seqs(conversation(state).messages), [1, 2]);
  assert.equal(conversation(state).lastSeq, 2);
});

test('a reload from a list that is behind loses nothing that the socket told, and counts nothing twice', () => {
  const told = run(talk, sent(1), sent(2), sent(3));
  const reloaded = run(told, { type: 'loaded.conversations', items: [listed({ lastSeq: 2, unread: 2, lastMessage: stored(2) })] });
  assert.equal(unreadOf(reloaded, conversation(reloaded)), 3);
  assert.equal(conversation(reloaded).lastMessage.seq, 3);
});

test('a replay over a list that is ahead counts nothing twice', () => {
  const loaded = run(initial, me, { type: 'loaded.conversations', items: [listed({ lastSeq: 5, lastReadSeq: 3, unread: 2 })] });
  const replayed = run(loaded, sent(4), sent(5), sent(6));
  assert.equal(unreadOf(replayed, conversation(replayed)), 3);
});

test('own messages and those of people I blocked are not unread', () => {
  const group = run(initial, me, created({ kind: 'group', members: [ANN, BEN, CLEO] }), sent(1, 'ann'), sent(2, 'ben'), sent(3, 'cleo'));
  assert.equal(unreadInAll(group), 2);
  const blocked = run(group, { type: 'block.applied', userId: 'ben' });
  assert.equal(unreadInAll(blocked), 1);
  assert.deepEqual(seqs(visibleMessages(blocked, conversation(blocked))), [1, 3]);
  assert.deepEqual(seqs(visibleMessages(group, conversation(run(blocked, { type: 'block.lifted', userId: 'ben' })))), [1, 2, 3]);
});

test('a read mark is a maximum, and only mine counts for me', () => {
  const read = (userId, seq) => ({ type: 'conversation.read', conversationId: 'c', userId, seq });
  const state = run(talk, sent(1), sent(2), sent(3), read('ann', 2), read('ann', 1), read('ben', 3));
  assert.equal(conversation(state).lastReadSeq, 2);
  assert.equal(unreadOf(state, conversation(state)), 1);
});

test('a mark made elsewhere lowers what the server had counted', () => {
  const loaded = run(initial, me, { type: 'loaded.conversations', items: [listed({ lastSeq: 9, lastReadSeq: 4, unread: 5 })] });
  const state = run(loaded, { type: 'conversation.read', conversationId: 'c', userId: 'ann', seq: 7 });
  assert.equal(unreadOf(state, conversation(state)), 2);
});

test('what I said myself after a mark is not unread, and what is not known is counted again by the server', () => {
  const item = listed({ lastSeq: 2, lastReadSeq: 0, unread: 1 });
  const mark = { type: 'conversation.read', conversationId: 'c', userId: 'ann', seq: 1 };
  const listedOnly = run(initial, me, { type: 'loaded.conversations', items: [item] }, mark);
  assert.equal(conversation(listedOnly).isMiscounted, true);

  const read = run(initial, me, { type: 'loaded.conversations', items: [item] }, page([stored(1), stored(2, 'ann')]), mark);
  assert.equal(unreadOf(read, conversation(read)), 0);
  assert.equal(conversation(read).isMiscounted, false);
});

test('a jump in seq is noted, and a page of history settles it', () => {
  const state = run(talk, sent(1), sent(3));
  assert.equal(conversation(state).hasGap, true);
  assert.equal(conversation(run(state, page([stored(1), stored(2), stored(3)]))).hasGap, false);
});

test('an event of a conversation that we don’t have names it, and a listing makes it known', () => {
  const state = run(initial, me, sent(4));
  assert.deepEqual(conversationList(state), []);
  const known = run(state, { type: 'loaded.conversation', item: listed({ lastSeq: 4, unread: 4, lastReadSeq: 0 }) });
  assert.equal(titleOf(known, conversation(known)), 'Ben');
  assert.equal(unreadInAll(known), 4);
});

test('a conversation that is created begins empty, and what is read of it replaces that', () => {
  assert.deepEqual(conversation(talk).history, { from: 1, more: false, assumed: true });
  const anew = run(talk, sent(8), page([stored(6), stored(7), stored(8)]));
  assert.deepEqual(seqs(conversation(anew).messages), [6, 7, 8]);
  assert.deepEqual(conversation(anew).history, { from: 6, more: true });
  assert.equal(conversation(run(initial, me, sent(4), created())).history, null);
});

test('history grows upwards by pages until the first message', () => {
  const newest = run(talk, page([stored(7), stored(8), stored(9)]));
  assert.deepEqual(conversation(newest).history, { from: 7, more: true });
  const older = run(newest, page([stored(4), stored(5), stored(6)], false), page([stored(2), stored(3)], false));
  assert.deepEqual(seqs(conversation(older).messages), [2, 3, 4, 5, 6, 7, 8, 9]);
  assert.deepEqual(conversation(older).history, { from: 2, more: false });
});

test('a newest page that joins what is there keeps the older ones; one that doesn’t replaces them', () => {
  const read = run(talk, page([stored(1), stored(2), stored(3)]));
  assert.deepEqual(seqs(conversation(run(read, page([stored(4), stored(5), stored(6)]))).messages), [1, 2, 3, 4, 5, 6]);
  const apart = run(read, page([stored(8), stored(9), stored(10)]));
  assert.deepEqual(seqs(conversation(apart).messages), [8, 9, 10]);
  assert.deepEqual(conversation(apart).history, { from: 8, more: true });
});

test('what a resume brings of before a page that was read meanwhile is not shown, since there is a hole between', () => {
  const ahead = run(talk, page([stored(1), stored(2), stored(3)]), page([stored(8), stored(9), stored(10)]), sent(5));
  assert.deepEqual(seqs(visibleMessages(ahead, conversation(ahead))), [8, 9, 10]);
  const filled = run(ahead, page([stored(5), stored(6), stored(7)], false));
  assert.deepEqual(seqs(visibleMessages(filled, conversation(filled))), [5, 6, 7, 8, 9, 10]);
});

test('a resync forgets the pages of conversations that are not open', () => {
  const state = run(talk, page([stored(1), stored(2)]), { type: 'resync.began' });
  assert.equal(conversation(state).history, null);
  const open = run(talk, { type: 'conversation.selected', conversationId: 'c' }, page([stored(1)]), { type: 'resync.began' });
  assert.deepEqual(seqs(conversation(open).messages), [1]);
});

test('an edit and a deletion reach the message, also where history is read later', () => {
  const edited = run(talk, sent(1), { type: 'message.edited', conversationId: 'c', seq: 1, text: 'better', at: at(8) }, page([stored(1)]));
  assert.equal(conversation(edited).messages[0].text, 'better');
  assert.equal(conversation(edited).lastMessage.text, 'better');
  const deleted = run(edited, { type: 'message.deleted', conversationId: 'c', seq: 1, at: at(9) });
  assert.equal(conversation(deleted).messages[0].deleted, true);
  assert.equal(conversation(deleted).messages[0].text, undefined);
});

test('a message is pending until its message.sent arrives', () => {
  const waiting = run(talk, queued('x'), accepted('x'));
  assert.equal(pendingIn(waiting, 'c')[0].status, 'accepted');
  const done = run(waiting, sent(1, 'ann', { clientMessageId: 'x', commandId: 'k' }));
  assert.deepEqual(pendingIn(done, 'c'), []);
  assert.deepEqual(seqs(conversation(done).messages), [1]);
});

test('message.sent may arrive before the 202', () => {
  const state = run(talk, queued('x'), sent(1, 'ann', { clientMessageId: 'x', commandId: 'k' }), accepted('x'));
  assert.deepEqual(state.outbox, []);
});

test('another’s message with the same client id settles nothing', () => {
  const state = run(talk, queued('x'), sent(1, 'ben', { clientMessageId: 'x' }));
  assert.equal(state.outbox.length, 1);
});

test('a rejection is shown with its reason, whether it comes after the 202 or before', () => {
  for (const state of [run(talk, queued('x'), accepted('x'), rejected('k')), run(talk, queued('x'), rejected('k'), accepted('x'))]) {
    assert.equal(state.outbox[0].status, 'refused');
    assert.deepEqual(state.outbox[0].reason, { code: 'blocked', detail: 'no' });
  }
});

test('a retry keeps the client id, and an old rejection of the same command doesn’t count again', () => {
  const state = run(talk, queued('x'), accepted('x'), rejected('k'), { type: 'outbox.retried', clientMessageId: 'x' }, accepted('x'));
  assert.equal(state.outbox[0].clientMessageId, 'x');
  assert.equal(state.outbox[0].status, 'accepted');
  assert.equal(state.outbox[0].reason, undefined);
});

test('a discarded message is gone', () => {
  assert.deepEqual(run(talk, queued('x'), { type: 'outbox.discarded', clientMessageId: 'x' }).outbox, []);
});

test('after a resync an accepted message is found in history by its text; one that was not accepted stays', () => {
  const state = run(talk, queued('x', 'text 6'), accepted('x'), queued('y', 'text 7'), { type: 'resync.began' });
  const read = run(state, page([stored(6, 'ann'), stored(7, 'ann')]));
  assert.deepEqual(read.outbox.map(({ clientMessageId }) => clientMessageId), ['y']);
});

test('what came of a command can be asked for, and old outcomes are dropped', () => {
  const state = run(talk, created({ conversationId: 'd', commandId: 'make', cursor: 2 }));
  assert.equal(state.outcomes.make.conversationId, 'd');
  let many = state;
  for (let i = 0; i < 250; i++) many = reduce(many, rejected(`k${i}`));
  assert.equal(Object.keys(many.outcomes).length, 200);
  assert.equal(many.outcomes.k249.commandId, 'k249');
});

test('who leaves a group is no longer in it; a direct conversation that is left is over until it is made anew', () => {
  const removed = (userId) => ({ type: 'member.removed', conversationId: 'c', userId, by: userId, cursor: 5 });
  const group = run(initial, me, created({ kind: 'group', members: [ANN, BEN, CLEO] }), removed('ben'));
  assert.deepEqual(Object.keys(conversation(group).members), ['ann', 'cleo']);
  assert.equal(conversation(group).left, false);
  assert.equal(conversation(run(group, removed('ann'))).left, true);

  const direct = run(talk, removed('ben'));
  assert.equal(conversation(direct).left, true);
  assert.equal(titleOf(direct, conversation(direct)), 'Ben');
  assert.equal(conversation(run(direct, created({ cursor: 6 }))).left, false);
});

test('a group takes another title, new members with their names, and roles', () => {
  const group = run(initial, me, created({ kind: 'group', title: 'Tea', members: [ANN, BEN] }));
  const told = run(
    group,
    { type: 'conversation.changed', conversationId: 'c', title: 'Coffee', by: 'ann', cursor: 2 },
    { type: 'member.added', conversationId: 'c', ...CLEO, by: 'ann', cursor: 3 },
    { type: 'member.changed', conversationId: 'c', userId: 'ben', role: 'admin', by: 'ann', cursor: 4 },
  );
  assert.equal(titleOf(told, conversation(told)), 'Coffee');
  assert.deepEqual(conversation(told).members, { ann: ANN, ben: { ...BEN, role: 'admin' }, cleo: CLEO });
});

test('who is added without a name keeps the one that is known', () => {
  const back = run(talk, { type: 'member.added', conversationId: 'c', userId: 'ben', role: 'member', by: 'ann', cursor: 2 });
  assert.deepEqual(conversation(back).members.ben, BEN);
});

test('who was removed and is added again is in it again', () => {
  const group = run(initial, me, created({ kind: 'group', members: [BEN, ANN] }));
  const removed = run(group, { type: 'member.removed', conversationId: 'c', userId: 'ann', by: 'ben', cursor: 2 });
  assert.equal(conversation(removed).left, true);
  const again = run(removed, created({ kind: 'group', members: [BEN, ANN], cursor: 3 }));
  assert.equal(conversation(again).left, false);
  assert.deepEqual(Object.keys(conversation(again).members), ['ben', 'ann']);
});

test('the list has the latest conversation first', () => {
  const state = run(talk, created({ conversationId: 'd', at: at(3), cursor: 2 }), sent(5));
  assert.deepEqual(conversationList(state).map(({ conversationId }) => conversationId), ['c', 'd']);
});

test('a timeline has a line per day and one before what is new, and draws close messages as one', () => {
  const state = run(talk, sent(1), sent(2), sent(3, 'ann'), sent(2000, 'ben'), queued('x'));
  const rows = timeline(state, conversation(state), 2);
  assert.deepEqual(rows.map((row) => (row.kind === 'message' ? `${row.status}${row.continues ? '+' : ''}` : row.kind)), [
    'day',
    'sent',
    'new',
    'sent',
    'sent',
    'day',
    'sent',
    'day',
    'pending',
  ]);
  assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length, 'keys are unique');
});

// What becomes of messages

const edited = (seq, text, minutes) => ({ type: 'message.edited', cursor: 50, at: at(minutes), conversationId: 'c', seq, text, by: 'ben' });
const deleted = (seq) => ({ type: 'message.deleted', cursor: 51, at: at(40), conversationId: 'c', seq, by: 'ben' });
const reaction = (type, seq, emoji, userId) => ({ type: `reaction.${type}`, cursor: 52, at: at(41), conversationId: 'c', seq, emoji, userId });
const message = (state, seq) => conversation(state).messages.find((each) => each.seq === seq);

test('an edit holds over what lists still say and over an older edit that comes again', () => {
  const state = run(talk, sent(1), edited(1, 'one', 10), edited(1, 'uno', 20), page([stored(1)]), edited(1, 'one', 10), sent(1));
  assert.equal(message(state, 1).text, 'uno');
  assert.equal(message(state, 1).editedAt, at(20));
  assert.equal(conversation(state).lastMessage.text, 'uno');
  const later = run(state, page([{ ...stored(1), text: 'eins', editedAt: at(30) }]));
  assert.equal(message(later, 1).text, 'eins');
});

test('a deletion is for good, whatever comes late, and leaves neither text nor reactions', () => {
  const thumb = reaction('added', 1, '👍', 'ann');
  const state = run(talk, sent(1), thumb, edited(1, 'one', 10), deleted(1), edited(1, 'late', 60), thumb, page([stored(1)]), sent(1));
  const { deleted: isDeleted, text, editedAt, reactions } = message(state, 1);
  assert.deepEqual({ isDeleted, text, editedAt, reactions }, { isDeleted: true, text: undefined, editedAt: undefined, reactions: [] });
  assert.equal(conversation(state).lastMessage.deleted, true);
});

test('a list that knows of a deletion is believed', () => {
  const { text, ...rest } = stored(1);
  const state = run(talk, sent(1), page([{ ...rest, deleted: true }]));
  assert.equal(message(state, 1).deleted, true);
  assert.equal(message(state, 1).text, undefined);
});

test('an unread message that is deleted is unread no more, and once', () => {
  const told = run(talk, sent(1), sent(2), deleted(2), deleted(2));
  assert.equal(unreadOf(told, conversation(told)), 1);
  assert.equal(conversation(told).isMiscounted, false);
});

test('one that the server had counted is taken off and counted again by the server', () => {
  const item = listed({ lastSeq: 3, unread: 3, lastMessage: stored(3) });
  const state = run(initial, me, { type: 'loaded.conversations', items: [item] }, deleted(3), deleted(3));
  assert.equal(unreadOf(state, conversation(state)), 2);
  assert.equal(conversation(state).isMiscounted, true);
  const counted = run(state, { type: 'loaded.conversation', item: { ...item, unread: 2 } });
  assert.equal(unreadOf(counted, conversation(counted)), 2);
  assert.equal(conversation(counted).isMiscounted, false);
  assert.equal(conversation(counted).lastMessage.deleted, true);
});

test('reactions are sets, in the order in which they came', () => {
  const state = run(
    talk,
    sent(1),
    reaction('added', 1, '👍', 'ben'),
    reaction('added', 1, '❤️', 'ann'),
    reaction('added', 1, '👍', 'ann'),
    reaction('added', 1, '👍', 'ben'),
  );
  assert.deepEqual(message(state, 1).reactions, [
    { emoji: '👍', userIds: ['ben', 'ann'] },
    { emoji: '❤️', userIds: ['ann'] },
  ]);
  const fewer = run(state, reaction('removed', 1, '❤️', 'ann'), reaction('removed', 1, '👍', 'ben'), reaction('removed', 1, '👀', 'ben'));
  assert.deepEqual(message(fewer, 1).reactions, [{ emoji: '👍', userIds: ['ann'] }]);
});

test('what the socket said last of a reaction holds over a list that is behind', () => {
  const behind = page([{ ...stored(1), reactions: [{ emoji: '❤️', userIds: ['ben'] }] }]);
  const state = run(talk, sent(1), reaction('added', 1, '👍', 'ann'), reaction('added', 1, '❤️', 'ben'), reaction('removed', 1, '❤️', 'ben'), behind);
  assert.deepEqual(message(state, 1).reactions, [{ emoji: '👍', userIds: ['ann'] }]);
});

test('after a resync, and of somebody who was blocked, the list is believed', () => {
  const reacted = run(talk, sent(1), { type: 'conversation.selected', conversationId: 'c' }, reaction('added', 1, '👍', 'ben'));
  for (const event of [{ type: 'resync.began' }, { type: 'block.lifted', userId: 'ben' }]) {
    const blocked = run(reacted, { type: 'block.applied', userId: 'ben' });
    assert.deepEqual(message(run(blocked, event, page([stored(1)])), 1).reactions, []);
  }
});

test('in a group reactions of people I blocked are not shown', () => {
  const group = run(
    initial,
    me,
    created({ kind: 'group', members: [ANN, BEN, CLEO] }),
    sent(1, 'cleo'),
    reaction('added', 1, '👍', 'ben'),
    reaction('added', 1, '👍', 'ann'),
    reaction('added', 1, '👀', 'ben'),
  );
  const blocked = run(group, { type: 'block.applied', userId: 'ben' });
  assert.deepEqual(visibleReactions(blocked, conversation(blocked), message(blocked, 1)), [{ emoji: '👍', userIds: ['ann'] }]);
  assert.equal(visibleReactions(group, conversation(group), message(group, 1)), message(group, 1).reactions);
});

test('a reply is drawn with what it answers, also while it is on its way', () => {
  const entry = { clientMessageId: 'x', conversationId: 'c', text: 'to that', replyTo: 1, createdAt: at(5) };
  const state = run(talk, sent(1), sent(2, 'ben', { replyTo: 1 }), { type: 'outbox.queued', entry });
  const rows = timeline(state, conversation(state), null).filter(({ kind }) => kind === 'message');
  assert.deepEqual(rows.map(({ quoted }) => quoted?.seq), [undefined, 1, 1]);
});

test('one edits what is one’s own, and in a group its owners and admins delete anything', () => {
  const group = (role) => run(initial, me, created({ kind: 'group', members: [{ ...ANN, role }, BEN] }), sent(1, 'ann'), sent(2, 'ben'));
  const rights = (state, seq) => rightsOn(state, conversation(state), message(state, seq));
  assert.deepEqual(rights(group('member'), 1), { edit: true, delete: true, react: true, reply: true });
  assert.deepEqual(rights(group('member'), 2), { edit: false, delete: false, react: true, reply: true });
  assert.deepEqual(rights(group('admin'), 2), { edit: false, delete: true, react: true, reply: true });
  assert.equal(Object.values(rights(run(group('owner'), deleted(2)), 2)).some(Boolean), false);
});

// What may be lost

const delivered = (userId, seq) => ({ type: 'conversation.delivered', conversationId: 'c', userId, seq });
const readBy = (userId, seq) => ({ type: 'conversation.read', cursor: 50 + seq, at: at(seq), conversationId: 'c', userId, seq });
const typing = (userId, now) => ({ type: 'typing', conversationId: 'c', userId, now });
const live = { type: 'connection.changed', phase: 'live', replayed: 0, retryAt: null };

test('what others received and read are maxima, and what is read has arrived', () => {
  const state = run(initial, me, created(), sent(1, 'ann'), sent(2, 'ann'), sent(3, 'ann'), delivered('ben', 2), delivered('ben', 1), readBy('ben', 1));
  const talk = state.conversations.c;
  assert.equal(receiptOf(state, talk, 1).status, 'read');
  assert.equal(receiptOf(state, talk, 2).status, 'delivered');
  assert.equal(receiptOf(state, talk, 3).status, 'sent');
});

test('a list that is behind takes no receipt back, and one that is ahead brings some', () => {
  const behind = listed({ members: [ANN, { ...BEN, readSeq: 1 }] });
  const ahead = listed({ members: [ANN, { ...BEN, readSeq: 3, deliveredSeq: 3 }] });
  const told = run(initial, me, created(), sent(1, 'ann'), sent(2, 'ann'), readBy('ben', 2));
  const once = run(told, { type: 'loaded.conversations', items: [behind] });
  assert.equal(once.conversations.c.members.ben.readSeq, 2);
  assert.equal(run(once, { type: 'loaded.conversations', items: [ahead] }).conversations.c.members.ben.readSeq, 3);
});

test('in a group readers are counted, without me and those I block', () => {
  const members = [ANN, BEN, CLEO];
  const state = run(initial, me, created({ kind: 'group', members }), sent(1, 'ann'), readBy('ben', 1), readBy('cleo', 1), readBy('ann', 1));
  assert.equal(receiptOf(state, state.conversations.c, 1).readers, 2);
  const blocking = run(state, { type: 'block.applied', userId: 'cleo' });
  assert.equal(receiptOf(blocking, blocking.conversations.c, 1).readers, 1);
});

test('somebody writes until the time is over or the message is there', () => {
  const state = run(initial, me, created(), typing('ben', 1_000));
  const writers = (now) => writersIn(now, now.conversations.c).map(({ userId }) => userId);
  assert.deepEqual(writers(state), ['ben']);
  assert.deepEqual(writers(run(state, { type: 'typing.expired', now: 6_999 })), ['ben']);
  assert.deepEqual(writers(run(state, { type: 'typing.expired', now: 7_000 })), []);
  assert.deepEqual(writers(run(state, sent(1))), []);
  assert.deepEqual(writers(run(state, { type: 'block.applied', userId: 'ben' })), []);
});

test('who is there is known while the connection lives', () => {
  const state = run(initial, me, created(), live, { type: 'presence', userId: 'ben', online: true });
  assert.equal(state.presence.ben.online, true);
  assert.deepEqual(run(state, { ...live, phase: 'waiting' }).presence, {});
});

test('those are watched who are in view and not blocked', () => {
  const group = created({ conversationId: 'g', kind: 'group', members: [ANN, BEN, CLEO] });
  const state = run(initial, me, created(), group);
  assert.deepEqual(watchedIn(state), ['ben']);
  const open = run(state, { type: 'conversation.selected', conversationId: 'g' });
  assert.deepEqual(watchedIn(open).sort(), ['ben', 'cleo']);
  assert.deepEqual(watchedIn(run(open, { type: 'block.applied', userId: 'ben' })), ['cleo']);
});

test('a mute is what the list or the socket says of it', () => {
  const until = at(60);
  const muted = run(talk, { type: 'conversation.muted', cursor: 2, at: at(1), conversationId: 'c', until });
  assert.equal(conversation(muted).mutedUntil, until);
  const lifted = run(muted, { type: 'conversation.muted', cursor: 3, at: at(2), conversationId: 'c' });
  assert.equal(conversation(lifted).mutedUntil ?? null, null);
  const loaded = run(initial, me, { type: 'loaded.conversations', items: [listed({ mutedUntil: until })] });
  assert.equal(conversation(loaded).mutedUntil, until);
});

test('nothing is unread in a conversation that I am not in any more', () => {
  const group = run(initial, me, created({ kind: 'group', members: [ANN, BEN, CLEO] }), sent(1), sent(2));
  const removed = run(group, { type: 'member.removed', cursor: 20, at: at(3), conversationId: 'c', userId: 'ann', by: 'ben' });
  assert.equal(unreadInAll(group), 2);
  assert.equal(unreadInAll(removed), 0);
});

test('a group that I come back to begins anew, and a direct conversation goes on', () => {
  const gone = { type: 'member.removed', cursor: 20, at: at(3), conversationId: 'c', userId: 'ann', by: 'ben' };
  const back = (kind) => {
    const again = created({ kind, members: [ANN, BEN], cursor: 21, at: at(5) });
    return conversation(run(initial, me, created({ kind, members: [ANN, BEN] }), sent(1), sent(2), gone, again, sent(4)));
  };
  assert.deepEqual(seqs(back('group').messages), [4]);
  assert.equal(back('group').history.assumed, true);
  assert.deepEqual(seqs(back('direct').messages), [1, 2, 4]);
});
