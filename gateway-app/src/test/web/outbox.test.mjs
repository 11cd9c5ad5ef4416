import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Problem, Unreachable } from '../../main/resources/web/js/http.js';
import { Outbox } from '../../main/resources/web/js/outbox.js';
import { initial, reduce } from '../../main/resources/web/js/state.js';
import { Store } from '../../main/resources/web/js/store.js';

/** A gateway that answers as it is told, one answer a call, and then 202. */
function outbox(...answers) {
  const store = new Store(reduce, initial);
  const calls = [];
  const api = {
    async send(conversationId, { clientMessageId, text }) {
      calls.push({ text, clientMessageId });
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return { commandId: `command-${clientMessageId}` };
    },
  };
  return { store, calls, box: new Outbox(api, store, () => assert.fail('the login is not over')) };
}

const statuses = (store) => store.state.outbox.map(({ status }) => status);

test('messages go one after another, in the order they were written', async () => {
  const { store, calls, box } = outbox();
  box.add('c', 'one');
  box.add('c', 'two');
  box.add('d', 'three');
  await store.until(({ outbox }) => outbox.every(({ status }) => status === 'accepted') || undefined);
  assert.deepEqual(calls.map(({ text }) => text), ['one', 'two', 'three']);
});

test('without an answer the same message is sent again, under the same id, before any later one', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const unavailable = new Problem({ status: 503, retryAfterMs: 7_000 });
  const { store, calls, box } = outbox(new Unreachable(), unavailable);
  box.add('c', 'one');
  box.add('c', 'two');
  await store.until(({ outbox }) => outbox[0].isLate || undefined);
  assert.equal(calls.length, 1);
  await settle();
  mock.timers.tick(500);
  await settle();
  assert.equal(calls.length, 2);
  mock.timers.tick(6_999);
  await settle();
  assert.equal(calls.length, 2, 'as long as the server asked for');
  mock.timers.tick(1);
  await settle();
  assert.deepEqual(calls.map(({ text }) => text), ['one', 'one', 'one', 'two']);
  assert.equal(new Set(calls.slice(0, 3).map(({ clientMessageId }) => clientMessageId)).size, 1);
  assert.deepEqual(statuses(store), ['accepted', 'accepted']);
  mock.timers.reset();
});

test('a refusal is told, the next message goes, and a retry sends the same again', async () => {
  const { store, calls, box } = outbox(new Problem({ status: 422, code: 'invalid', detail: 'too long' }));
  box.add('c', 'one');
  box.add('c', 'two');
  await store.until(({ outbox }) => outbox[1].status === 'accepted' || undefined);
  assert.deepEqual(store.state.outbox[0].reason, { code: 'invalid', detail: 'too long' });
  box.retry(store.state.outbox[0].clientMessageId);
  await store.until(({ outbox }) => outbox[0].status === 'accepted' || undefined);
  assert.equal(calls[0].clientMessageId, calls[2].clientMessageId);
});

test('news of the network ends the wait', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const { calls, box } = outbox(new Unreachable());
  box.add('c', 'one');
  await settle();
  box.wake();
  await settle();
  assert.equal(calls.length, 2);
  mock.timers.reset();
});

/** Lets everything that is due happen. */
async function settle() {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
