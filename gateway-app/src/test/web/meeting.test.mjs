import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encounterIn, isSeeking, normalTags, NOT_MEETING, soughtBy } from '../../main/resources/web/js/meeting.js';
import { conversationList, visibleNotes } from '../../main/resources/web/js/questions.js';
import { initial } from '../../main/resources/web/js/state.js';
import { aboutDuration, minutesAndSeconds } from '../../main/resources/web/js/views/format.js';
import { endText, othersText } from '../../main/resources/web/js/views/meet.js';
import { noteText } from '../../main/resources/web/js/views/note.js';
import { at, BEN, created, me, run, sent } from './world.mjs';

const WISH = { tags: ['chess', 'jazz'], anyone: true };
const asked = (wish = WISH) => ({ type: 'meeting.asked', wish });
const accepted = (commandId = 'k1') => ({ type: 'meeting.accepted', commandId });
const failed = (reason) => ({ type: 'meeting.failed', reason });
const restored = (meeting) => ({ type: 'meeting.restored', meeting: JSON.parse(JSON.stringify(meeting)) });
const selected = (conversationId) => ({ type: 'conversation.selected', conversationId });
const rejected = (commandId, code) => ({ type: 'command.rejected', cursor: 30, at: at(2), commandId, code, detail: 'no' });
const waiting = (ticketId = 't1', properties = {}) => ({
  type: 'chatup.waiting',
  cursor: 20,
  at: at(1),
  ticketId,
  waiting: 4,
  estimatedWaitMs: 9_000,
  commandId: 'k1',
  ...properties,
});
const peer = { userId: 'ben', displayName: 'Ben' };
const matched = (ticketId = 't1', properties = {}) => ({
  type: 'chatup.matched',
  cursor: 21,
  at: at(2),
  ticketId,
  matchId: 'm',
  conversationId: 'c',
  peer,
  sharedTags: ['chess', 'jazz'],
  score: 0.5,
  ...properties,
});
const expired = (ticketId = 't1') => ({ type: 'chatup.expired', cursor: 22, at: at(3), ticketId });
const cancelled = (reason, ticketId = 't1') => ({ type: 'chatup.cancelled', cursor: 22, at: at(3), ticketId, reason });
const resync = { type: 'resync.began' };

const says = (text, part) => assert.ok(text.includes(part), text);

const idle = run(initial, me);
const seeking = run(idle, asked(), accepted(), waiting());

test('who asks is asking until the ticket is there, and then waits with what they sought', () => {
  const asking = run(idle, asked());
  assert.equal(asking.meeting.status, 'asking');
  assert.ok(isSeeking(asking));
  assert.deepEqual(soughtBy(asking), WISH);
  assert.equal(run(asking, accepted()).meeting.status, 'asking');

  const { status, ticketId, since, waiting: count, estimatedWaitMs } = seeking.meeting;
  assert.deepEqual({ status, ticketId, since, count, estimatedWaitMs }, { status: 'waiting', ticketId: 't1', since: at(1), count: 4, estimatedWaitMs: 9_000 });
  assert.ok(isSeeking(seeking));
  assert.deepEqual(soughtBy(seeking), WISH);
});

test('the ticket may be there before the answer to the call', () => {
  assert.deepEqual(run(idle, asked(), waiting(), accepted()).meeting, seeking.meeting);
});

test('on a device that did not ask it waits too, and does not know for what', () => {
  const other = run(idle, waiting());
  assert.equal(other.meeting.status, 'waiting');
  assert.equal(soughtBy(other), null);
});

test('told twice, a ticket waits since it was told first, with the newer count', () => {
  const { meeting } = run(seeking, waiting('t1', { at: at(2), waiting: 9 }));
  assert.equal(meeting.since, at(1));
  assert.equal(meeting.waiting, 9);
});

test('a match tells whom one met, and is over as soon as the conversation is open', () => {
  const met = run(seeking, matched());
  const { status, conversationId, peer: other, sharedTags } = met.meeting;
  assert.deepEqual({ status, conversationId, other, sharedTags }, { status: 'matched', conversationId: 'c', other: peer, sharedTags: ['chess', 'jazz'] });
  assert.ok(!isSeeking(met));

  const open = run(met, created({ cursor: 22 }), selected('c'));
  assert.equal(open.meeting.status, 'idle');
  assert.deepEqual(open.meeting.wish, WISH);
});

test('a match in the conversation that is open already needs no telling, but for the line', () => {
  const state = run(seeking, created(), selected('c'), matched());
  assert.equal(state.meeting.status, 'idle');
  assert.equal(encounterIn(state, 'c').peer.displayName, 'Ben');
});

test('a match that the other left before one looked is over', () => {
  const gone = { type: 'member.removed', cursor: 23, at: at(4), conversationId: 'c', userId: 'ben', by: 'ben' };
  assert.equal(run(seeking, matched(), created({ cursor: 22 }), gone).meeting.status, 'idle');
});

test('a match is told on a device that knew nothing of the ticket', () => {
  assert.equal(run(idle, matched()).meeting.status, 'matched');
  assert.equal(run(seeking, resync, matched()).meeting.status, 'matched');
});

test('an end is told with its reason, and what was sought stays for another time', () => {
  for (const [event, end] of [
    [expired(), { status: 'expired' }],
    [cancelled('user'), { status: 'cancelled', reason: 'user' }],
    [cancelled('gone'), { status: 'cancelled', reason: 'gone' }],
    [cancelled('suspended'), { status: 'cancelled', reason: 'suspended' }],
  ]) {
    const { meeting } = run(seeking, event);
    assert.deepEqual(meeting, { ...NOT_MEETING, wish: WISH, ended: ['t1'], ...end });
  }
});

test('an end of a ticket that was never shown is no news', () => {
  for (const event of [expired('t9'), cancelled('gone', 't9')]) {
    assert.equal(run(idle, event).meeting.status, 'idle');
    assert.equal(run(idle, asked(), event).meeting.status, 'asking');
    assert.equal(run(seeking, event).meeting.ticketId, 't1');
  }
});

test('a replay brings back nothing that has ended, and no match of before', () => {
  for (const end of [matched(), expired(), cancelled('user')]) {
    const over = run(seeking, end);
    assert.deepEqual(run(over, waiting(), end).meeting, over.meeting);
    const again = run(over, asked(), accepted('k2'), waiting('t2', { commandId: 'k2' }));
    assert.deepEqual(run(again, waiting(), end).meeting, again.meeting);
  }
});

test('a replay of all of it ends where it ended', () => {
  const all = [waiting(), cancelled('user'), waiting('t2', { commandId: 'k2' }), matched('t2')];
  assert.deepEqual(run(idle, ...all, ...all).meeting, run(idle, ...all).meeting);
  assert.equal(run(idle, ...all, ...all).notes.length, 1);
});

test('a ticket that takes another’s place is the one that is shown', () => {
  const state = run(seeking, waiting('t2', { commandId: 'k2' }));
  assert.equal(state.meeting.ticketId, 't2');
  assert.equal(soughtBy(state), null);
  assert.equal(run(state, expired('t1')).meeting.ticketId, 't2');
  assert.equal(run(state, expired('t2')).meeting.status, 'expired');
});

test('another device that seeks already is told, and its outcome too', () => {
  for (const state of [run(idle, asked(), accepted(), rejected('k1', 'already_waiting')), run(idle, asked(), rejected('k1', 'already_waiting'), accepted())]) {
    assert.equal(state.meeting.status, 'waiting');
    assert.equal(state.meeting.ticketId, null);
    assert.equal(soughtBy(state), null);
    assert.equal(run(state, expired('t7')).meeting.status, 'expired');
    assert.equal(run(state, matched('t7')).meeting.status, 'matched');
    assert.equal(run(state, waiting('t7', { commandId: 'k7' })).meeting.ticketId, 't7');
  }
});

test('where the other device’s ticket was seen, a refusal for it changes nothing', () => {
  const state = run(idle, asked(), accepted(), waiting('t7', { commandId: 'k7' }), rejected('k1', 'already_waiting'));
  assert.equal(state.meeting.ticketId, 't7');
  assert.equal(soughtBy(state), null);
});

test('a refusal is kept with its reason, whether it or the answer came first', () => {
  const expectation = { ...NOT_MEETING, wish: WISH, status: 'refused', reason: { code: 'not_allowed', detail: 'no' } };
  assert.deepEqual(run(idle, asked(), accepted(), rejected('k1', 'not_allowed')).meeting, expectation);
  assert.deepEqual(run(idle, asked(), rejected('k1', 'not_allowed'), accepted()).meeting, expectation);
  assert.equal(run(idle, asked(), accepted(), rejected('k9', 'blocked')).meeting.status, 'asking');
});

test('a call that failed is told, unless the ticket is there all the same', () => {
  const { meeting } = run(idle, asked(), failed({ name: 'Unreachable' }));
  assert.deepEqual([meeting.status, meeting.reason.name], ['refused', 'Unreachable']);
  assert.equal(run(idle, asked(), waiting(), failed({ name: 'Unreachable' })).meeting.status, 'waiting');
  assert.equal(run(idle, asked(), failed({ name: 'Unreachable' }), waiting()).meeting.status, 'waiting');
});

test('giving up is shown until it is so', () => {
  const ending = run(seeking, { type: 'meeting.ending', isEnding: true });
  assert.equal(ending.meeting.isEnding, true);
  assert.equal(run(ending, waiting()).meeting.isEnding, true);
  assert.equal(run(ending, { type: 'meeting.ending', isEnding: false }).meeting.isEnding, false);
  assert.equal(run(ending, matched()).meeting.status, 'matched');
  assert.deepEqual(run(ending, cancelled('user'), { type: 'meeting.ending', isEnding: false }).meeting.status, 'cancelled');
});

test('a reload goes on waiting, and forgets an order of which nothing was heard', () => {
  assert.deepEqual(run(idle, restored(seeking.meeting)).meeting.ticketId, 't1');
  assert.deepEqual(soughtBy(run(idle, restored(seeking.meeting))), WISH);
  assert.equal(run(idle, restored(seeking.meeting), matched()).meeting.status, 'matched');
  const asking = run(idle, restored(run(idle, asked(), accepted()).meeting));
  assert.equal(asking.meeting.status, 'idle');
  assert.deepEqual(asking.meeting.wish, WISH);
  assert.equal(run(asking, waiting()).meeting.status, 'waiting');
  assert.deepEqual(run(idle, restored({})).meeting, { ...NOT_MEETING, isEnding: false });
});

test('a resync forgets what waited, but neither an order under way nor a match', () => {
  assert.deepEqual(run(seeking, resync).meeting, { ...NOT_MEETING, wish: WISH });
  assert.equal(run(idle, asked(), resync).meeting.status, 'asking');
  assert.equal(run(seeking, matched(), resync).meeting.status, 'matched');
});

test('only so many tickets are remembered', () => {
  const many = Array.from({ length: 80 }, (_, i) => expired(`t${i}`));
  assert.equal(run(idle, ...many).meeting.ended.length, 50);
  assert.ok(run(idle, ...many).meeting.ended.includes('t79'));
});

// The line in the conversation

const lines = (state) => visibleNotes(state, state.conversations.c).map((note) => noteText(note, state.conversations.c, 'ann'));

test('the conversation begins with whom one met and what both like, whichever event came first', () => {
  const line = ['You met Ben. You share chess and jazz.'];
  assert.deepEqual(lines(run(seeking, matched(), created({ cursor: 22 }), sent(1))), line);
  assert.deepEqual(lines(run(seeking, created({ cursor: 20 }), matched(), matched())), line);
});

test('it says so where nothing is shared, and lists what is', () => {
  const text = (sharedTags) => lines(run(idle, created(), matched('t1', { sharedTags })))[0];
  assert.equal(text(['go']), 'You met Ben. You share go.');
  assert.equal(text(['a', 'b', 'c']), 'You met Ben. You share a, b and c.');
  says(text([]), 'You met Ben. Nobody who shares your interests was there');
});

test('whom one meets again is told again, and the newest counts', () => {
  const again = matched('t2', { at: at(9), sharedTags: ['go'] });
  const state = run(idle, created(), matched(), again);
  assert.equal(lines(state).length, 2);
  assert.deepEqual(encounterIn(state, 'c').sharedTags, ['go']);
  assert.equal(encounterIn(state, 'd'), undefined);
});

test('a stranger whom I left is gone from the list, one who left me is not', () => {
  const left = (by) => run(idle, created(), matched(), { type: 'member.removed', cursor: 40, at: at(5), conversationId: 'c', userId: by, by });
  assert.deepEqual(conversationList(left('ann')), []);
  assert.equal(conversationList(left('ben')).length, 1);
  assert.equal(conversationList(run(left('ann'), created({ cursor: 41 }))).length, 1);
  assert.equal(BEN.userId, peer.userId);
});

test('interests are in lower case, trimmed, each once', () => {
  assert.deepEqual(normalTags([' Chess', 'chess', '', '  ', 'Old Films']), ['chess', 'old films']);
});

// In words

test('each end of a search is a sentence, and nothing is said where there was none', () => {
  assert.equal(endText({ status: 'idle' }), '');
  assert.equal(endText({ status: 'waiting' }), '');
  says(endText({ status: 'expired' }), 'Nobody was found this time.');
  assert.equal(endText({ status: 'cancelled', reason: 'user' }), 'You stopped looking.');
  says(endText({ status: 'cancelled', reason: 'gone' }), 'you were not connected');
  says(endText({ status: 'cancelled', reason: 'suspended' }), 'at the moment.');
  assert.equal(endText({ status: 'cancelled', reason: 'a new one' }), 'The search has ended.');
});

test('a refusal says why, whether the server or the topology refused it', () => {
  const refused = (reason) => endText({ status: 'refused', reason });
  says(refused({ code: 'not_allowed', detail: 'x' }), 'You block too many people');
  says(refused({ name: 'Unreachable' }), 'could not be reached');
  says(refused({ status: 429, code: 'too_many_requests' }), 'a bit fast');
  assert.equal(refused({ code: 'validation_failed', errors: [{ pointer: '/pool', detail: 'is no pool here' }] }), 'Nobody can be sought in this place any more. Choose another.');
  assert.equal(refused({ code: 'validation_failed', errors: [{ pointer: '/tags', detail: 'must be 20 different tags at most' }] }), 'The tags must be 20 different tags at most.');
});

test('how many waited is told without oneself', () => {
  says(othersText(1), 'Nobody else');
  says(othersText(2), 'One other person was');
  says(othersText(9), '8 others were');
});

test('times are told as precisely as they are known', () => {
  assert.deepEqual([-500, 0, 7_999, 61_000, 750_000].map(minutesAndSeconds), ['0:00', '0:00', '0:07', '1:01', '12:30']);
  assert.deepEqual(
    [1_000, 8_000, 24_000, 57_000, 58_000, 100_000].map(aboutDuration),
    ['a few seconds', 'about 10 seconds', 'about 25 seconds', 'about 55 seconds', 'about a minute', 'about 2 minutes'],
  );
});

test('a ticket that is not there after all is forgotten, and what ended is not', () => {
  assert.equal(run(seeking, { type: 'meeting.forgotten' }).meeting.status, 'idle');
  assert.equal(run(idle, asked(), { type: 'meeting.forgotten' }).meeting.status, 'idle');
  assert.equal(run(seeking, matched(), { type: 'meeting.forgotten' }).meeting.status, 'matched');
});
