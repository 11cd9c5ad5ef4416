import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMuted, nextMuteEnd, unreadInAll, unreadOf } from '../../main/resources/web/js/questions.js';
import { initial } from '../../main/resources/web/js/state.js';
import { muteEnd } from '../../main/resources/web/js/views/format.js';
import { at, created, listed, me, run, sent } from './world.mjs';

const talk = run(initial, me, created(), sent(1));
const conversation = (state) => state.conversations.c;
const muted = (until) => ({ type: 'conversation.muted', cursor: 60, at: at(10), conversationId: 'c', until });
const lists = (mutedUntil) => ({ type: 'loaded.conversations', items: [listed({ lastSeq: 1, unread: 1, mutedUntil })] });
const FOR_GOOD = '9999-12-31T23:59:59Z';

test('a muted conversation counts its unread messages, but not in the title', () => {
  const state = run(talk, muted(FOR_GOOD));
  assert.equal(isMuted(conversation(state)), true);
  assert.equal(unreadOf(state, conversation(state)), 1);
  assert.equal(unreadInAll(state), 0);
});

test('an event without an end lifts it, whichever device wanted it', () => {
  const state = run(talk, muted(FOR_GOOD), muted(undefined));
  assert.equal(isMuted(conversation(state)), false);
  assert.equal(unreadInAll(state), 1);
});

test('a list tells of a mute; one that is behind the socket takes nothing back until a resync', () => {
  assert.equal(isMuted(conversation(run(initial, me, lists(at(90))))), true);
  assert.equal(isMuted(conversation(run(talk, muted(at(90)), lists(undefined)))), true);
  assert.equal(isMuted(conversation(run(talk, muted(undefined), lists(at(90))))), false);
  assert.equal(isMuted(conversation(run(talk, muted(at(90)), { type: 'resync.began' }, lists(undefined)))), false);
});

test('it ends by the clock, and the next end is known', () => {
  const state = run(talk, muted(at(90)), { ...muted(at(60)), conversationId: 'd' });
  assert.equal(nextMuteEnd(state), Date.parse(at(60)));
  const later = run(state, { type: 'mute.expired', now: Date.parse(at(90)) - 1 });
  assert.equal(nextMuteEnd(later), Date.parse(at(90)));
  const over = run(later, { type: 'mute.expired', now: Date.parse(at(90)) });
  assert.equal(isMuted(conversation(over)), false);
  assert.equal(nextMuteEnd(over), null);
  assert.equal(isMuted(conversation(run(over, lists(undefined)))), false);
});

test('its end is told as people say it', () => {
  const now = new Date(2030, 0, 5, 12);
  const told = (...time) => muteEnd(new Date(...time).toISOString(), now);
  assert.equal(muteEnd(FOR_GOOD, now), 'for good');
  assert.equal(told(2030, 0, 5, 20).includes(','), false, 'today: the time alone');
  assert.equal(told(2030, 0, 6, 20).includes(', '), true, 'later: the day too');
});
