import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initial, next } from '../../main/resources/web/js/protocol.js';

/** A machine with a clock that is set by hand; remembers what it wanted. */
class Machine {
  now = 1_000_000;
  chance = 0;
  state = initial;

  /** Feeds inputs one after another and returns the effects of the last. */
  hear(...inputs) {
    let effects = [];
    for (const input of inputs) {
      ({ state: this.state, effects } = next(this.state, input, { now: this.now, chance: this.chance }));
    }
    return effects;
  }

  later(ms) {
    this.now += ms;
    return this;
  }

  get phase() {
    return this.state.phase;
  }
}

const frame = (content) => ({ type: 'frame', frame: content });
const opened = { type: 'opened', accessToken: 'token-1', renewAt: 9_000_000 };
const ready = frame({ type: 'ready', epoch: 'e1', cursor: 40, pingIntervalMs: 20_000 });
const event = (cursor) => ({ type: 'message.sent', cursor, text: `message ${cursor}` });
const closed = (code) => ({ type: 'closed', code });
const types = (effects) => effects.map(({ type }) => type);

function liveAt40() {
  const machine = new Machine();
  machine.hear({ type: 'start' }, opened, ready);
  return machine;
}

function resumingFrom40() {
  const machine = new Machine();
  machine.hear({ type: 'start', position: { epoch: 'e1', cursor: 40 } }, opened);
  return machine;
}

test('a first hello has no position, and what is ready is live and read over HTTP', () => {
  const machine = new Machine();
  assert.deepEqual(machine.hear({ type: 'start' }), [{ type: 'open', renewToken: false }]);
  assert.deepEqual(machine.hear(opened), [{ type: 'send', frame: { type: 'hello', accessToken: 'token-1' } }]);
  assert.deepEqual(machine.hear(ready), [{ type: 'keep', position: { epoch: 'e1', cursor: 40 } }, { type: 'refetch' }]);
  assert.equal(machine.phase, 'live');
});

test('a hello with a position resumes, is catching up and then live, and acknowledges what it got', () => {
  const machine = new Machine();
  machine.hear({ type: 'start', position: { epoch: 'e1', cursor: 40 } });
  assert.deepEqual(machine.hear(opened), [
    { type: 'send', frame: { type: 'hello', accessToken: 'token-1', since: 40, epoch: 'e1' } },
  ]);
  assert.deepEqual(machine.hear(ready), []);
  assert.equal(machine.phase, 'catching_up');
  assert.deepEqual(machine.hear(frame(event(41))), [{ type: 'deliver', event: event(41) }]);
  machine.hear(frame(event(42)));
  assert.equal(machine.state.replayed, 2);
  assert.deepEqual(machine.hear(frame({ type: 'caught_up', cursor: 42 })), [
    { type: 'send', frame: { type: 'ack', cursor: 42 } },
    { type: 'keep', position: { epoch: 'e1', cursor: 42 } },
  ]);
  assert.equal(machine.phase, 'live');
});

test('a resync takes the new epoch and cursor and reads the rest over HTTP', () => {
  const machine = resumingFrom40();
  machine.hear(ready);
  const effects = machine.hear(frame({ type: 'resync', epoch: 'e2', cursor: 7 }));
  assert.deepEqual(effects, [{ type: 'keep', position: { epoch: 'e2', cursor: 7 } }, { type: 'refetch' }]);
  assert.equal(machine.phase, 'live');
  assert.deepEqual(types(machine.hear(frame(event(8)))), ['deliver']);
});

test('a repeated event is not delivered again', () => {
  const machine = liveAt40();
  machine.hear(frame(event(41)));
  assert.deepEqual(machine.hear(frame(event(41))), []);
});

test('a gap gives the socket up, and the next hello resumes from before it', () => {
  const machine = liveAt40();
  machine.hear(frame(event(41)));
  assert.deepEqual(types(machine.hear(frame(event(43)))), ['drop', 'retryIn']);
  assert.equal(machine.phase, 'waiting');
  machine.hear({ type: 'retry' });
  assert.equal(machine.hear(opened)[0].frame.since, 41);
});

test('an event before ready gives the socket up', () => {
  assert.deepEqual(types(resumingFrom40().hear(frame(event(41)))), ['drop', 'retryIn']);
});

test('ephemeral events are delivered and change no cursor', () => {
  const machine = liveAt40();
  const typing = { type: 'typing', conversationId: 'c', userId: 'u' };
  assert.deepEqual(machine.hear(frame(typing)), [{ type: 'deliver', event: typing }]);
  assert.equal(machine.state.position.cursor, 40);
});

test('after a loss it waits longer each time, within half and all of a bound, until it was steady', () => {
  const machine = liveAt40();
  const waits = [];
  for (let i = 0; i < 9; i++) {
    waits.push(machine.hear(closed(1006))[0].ms);
    machine.hear({ type: 'retry' });
  }
  assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);

  machine.hear(opened, ready, frame({ type: 'caught_up', cursor: 40 }));
  machine.chance = 1;
  assert.equal(machine.hear(closed(1006))[0].ms, 30_000, 'a connection that fails at once is not a good one');

  machine.hear({ type: 'retry' }, opened, ready, frame({ type: 'caught_up', cursor: 40 }));
  assert.equal(machine.later(10_000).hear(closed(1006))[0].ms, 500);
});

test('going says when to come back', () => {
  const machine = liveAt40();
  assert.deepEqual(machine.hear(frame({ type: 'going', reconnectAfterMs: 1234 }), closed(1001)), [{ type: 'retryIn', ms: 1234 }]);
});

test('too slow comes back at once with its last cursor', () => {
  const machine = liveAt40();
  machine.hear(frame(event(41)));
  assert.deepEqual(machine.hear(closed(4008)), [{ type: 'retryIn', ms: 0 }]);
  machine.hear({ type: 'retry' });
  assert.equal(machine.hear(opened)[0].frame.since, 41);
});

test('a refused token is renewed before the next try, and only for that one', () => {
  const machine = liveAt40();
  machine.hear(closed(4003));
  assert.deepEqual(machine.hear({ type: 'retry' }), [{ type: 'open', renewToken: true }]);
  machine.hear(opened, closed(1006));
  assert.deepEqual(machine.hear({ type: 'retry' }), [{ type: 'open', renewToken: false }]);
});

test('a server that can take nobody now is left alone for longer each time, and resumed from the last cursor', () => {
  const machine = liveAt40();
  machine.hear(frame(event(41)));
  const waits = [];
  for (let i = 0; i < 5; i++) {
    waits.push(machine.hear(closed(1013))[0].ms);
    assert.equal(machine.phase, 'waiting');
    assert.deepEqual(machine.hear({ type: 'retry' }), [{ type: 'open', renewToken: false }]);
    assert.equal(machine.hear(opened)[0].frame.since, 41);
  }
  assert.deepEqual(waits, [1000, 1000, 1000, 2000, 4000]);
});

test('too many frames waits long', () => {
  assert.ok(liveAt40().hear(closed(4029))[0].ms >= 4000);
});

test('a displaced window stays away until the user wants it', () => {
  const machine = liveAt40();
  assert.deepEqual(machine.hear(closed(4009)), []);
  assert.equal(machine.phase, 'displaced');
  assert.deepEqual(machine.hear({ type: 'wake' }), []);
  assert.deepEqual(types(machine.hear({ type: 'reconnect' })), ['open']);
});

test('a log-out elsewhere is the end', () => {
  const machine = liveAt40();
  assert.deepEqual(machine.hear(closed(4010)), [{ type: 'ended' }]);
  assert.deepEqual(machine.hear({ type: 'retry' }), []);
  assert.deepEqual(machine.hear({ type: 'wake' }), []);
});

test('a login that is over ends a connection that is being made', () => {
  const machine = new Machine();
  machine.hear({ type: 'start' });
  assert.deepEqual(types(machine.hear({ type: 'ended' })), ['drop', 'ended']);
});

test('no answer to hello is a loss', () => {
  const machine = resumingFrom40();
  assert.deepEqual(machine.later(15_000).hear({ type: 'tick' }), []);
  assert.deepEqual(types(machine.later(1).hear({ type: 'tick' })), ['drop', 'retryIn']);
});

test('silence is probed, and no answer to the probe is a loss', () => {
  const machine = liveAt40();
  machine.later(20_000).hear({ type: 'tick' });
  assert.equal(machine.state.pingedAt, null);
  const probe = machine.later(1).hear({ type: 'tick' });
  assert.deepEqual(probe[0], { type: 'send', frame: { type: 'ping' } });

  const answered = structuredClone(machine.state);
  assert.deepEqual(types(machine.later(10_001).hear({ type: 'tick' })), ['drop', 'retryIn']);

  machine.state = answered;
  machine.hear(frame({ type: 'pong' }));
  assert.equal(machine.state.pingedAt, null);
});

test('coming back to the window probes a connection and doesn’t wait to make one', () => {
  const machine = liveAt40();
  assert.deepEqual(machine.hear({ type: 'wake' }), [{ type: 'send', frame: { type: 'ping' } }]);
  machine.hear(closed(1006));
  assert.deepEqual(types(machine.hear({ type: 'wake' })), ['open']);
});

test('the token is renewed before it expires, once, and handed over', () => {
  const machine = new Machine();
  machine.hear({ type: 'start' }, { ...opened, renewAt: machine.now + 1000 }, ready);
  assert.deepEqual(machine.later(999).hear({ type: 'tick' }), []);
  assert.deepEqual(machine.later(1).hear({ type: 'tick' }), [{ type: 'renewToken' }]);
  assert.deepEqual(machine.later(1).hear({ type: 'tick' }), []);
  const handed = machine.hear({ type: 'token', accessToken: 'token-2', renewAt: machine.now + 500_000 });
  assert.deepEqual(handed, [{ type: 'send', frame: { type: 'token', accessToken: 'token-2' } }]);
});

test('a token that can’t be had just now is asked for again', () => {
  const machine = new Machine();
  machine.hear({ type: 'start' }, { ...opened, renewAt: machine.now }, ready, { type: 'tick' }, { type: 'tokenless' });
  assert.deepEqual(machine.later(4_999).hear({ type: 'tick' }), []);
  assert.deepEqual(types(machine.later(1).hear({ type: 'tick' })), ['renewToken']);
});

test('what may be lost is said on a live connection alone', () => {
  const say = { type: 'say', frame: { type: 'typing', conversationId: 'c' } };
  const machine = liveAt40();
  assert.deepEqual(machine.hear(say), [{ type: 'send', frame: say.frame }]);
  machine.hear({ type: 'closed', code: 1006 });
  assert.deepEqual(machine.hear(say), []);
});

test('what was seen is acknowledged now and then, not each time', () => {
  const machine = liveAt40();
  for (let cursor = 41; cursor < 90; cursor++) assert.deepEqual(types(machine.hear(frame(event(cursor)))), ['deliver']);
  assert.deepEqual(types(machine.hear(frame(event(90)))), ['deliver', 'send', 'keep']);
  machine.hear(frame(event(91)));
  assert.deepEqual(machine.later(1_001).hear({ type: 'tick' }), [
    { type: 'send', frame: { type: 'ack', cursor: 91 } },
    { type: 'keep', position: { epoch: 'e1', cursor: 91 } },
  ]);
});

test('a stopped machine hears nothing', () => {
  const machine = liveAt40();
  assert.deepEqual(machine.hear({ type: 'stop' }), [{ type: 'drop' }]);
  for (const input of [frame(event(41)), closed(1006), { type: 'tick' }, { type: 'wake' }, { type: 'retry' }]) {
    assert.deepEqual(machine.hear(input), []);
  }
});
