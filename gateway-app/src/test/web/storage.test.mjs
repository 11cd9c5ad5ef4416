import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REWIND_MS, WindowStorage } from '../../main/resources/web/js/storage.js';

const START = Date.parse('2030-01-01T00:00:00Z');

function storage() {
  const items = new Map();
  return new WindowStorage({
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => items.set(name, value),
    removeItem: (name) => items.delete(name),
  });
}

test('a window that was never live has no position', () => {
  assert.equal(storage().readPosition(START), null);
});

test('a reload goes back a while, however often the position was written', () => {
  const window = storage();
  for (let second = 0; second <= 600; second++) window.writePosition({ epoch: 'e', cursor: second }, START + second * 1000);
  const { epoch, cursor } = window.readPosition(START + 600_000);
  assert.equal(epoch, 'e');
  const rewoundMs = (600 - cursor) * 1000;
  assert.ok(rewoundMs >= REWIND_MS && rewoundMs <= REWIND_MS + 15_000, `went back ${rewoundMs} ms`);
});

test('a window that was quiet for long goes back no further than it must', () => {
  const window = storage();
  window.writePosition({ epoch: 'e', cursor: 1 }, START);
  window.writePosition({ epoch: 'e', cursor: 2 }, START + 1000);
  window.writePosition({ epoch: 'e', cursor: 3 }, START + 20_000);
  assert.equal(window.readPosition(START + 30_000).cursor, 1);
  assert.equal(window.readPosition(START + 20_000 + REWIND_MS).cursor, 3);
});

test('positions of another epoch, or ahead of the inbox, are forgotten', () => {
  const window = storage();
  window.writePosition({ epoch: 'e1', cursor: 50 }, START);
  window.writePosition({ epoch: 'e2', cursor: 7 }, START + 1000);
  assert.deepEqual(window.readPosition(START + 1000), { epoch: 'e2', cursor: 7 });
  window.writePosition({ epoch: 'e2', cursor: 3 }, START + 2000);
  assert.deepEqual(window.readPosition(START + 2000), { epoch: 'e2', cursor: 3 });
});

test('what was not sent waits for the same user, and is not shown to another', () => {
  const window = storage();
  window.writeLogin({ userId: 'ann', sessionId: 's1' });
  window.writeOutbox([{ clientMessageId: 'x' }]);
  window.writeDraft('c', 'half a thought');
  window.removeLogin();
  window.writeLogin({ userId: 'ann', sessionId: 's2' });
  assert.equal(window.readOutbox().length, 1);
  assert.equal(window.readDraft('c'), 'half a thought');
  window.removeLogin();
  window.writeLogin({ userId: 'ben', sessionId: 's3' });
  assert.deepEqual(window.readOutbox(), []);
  assert.equal(window.readDraft('c'), '');
});
