import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

// The build runs these tests in an engine that has stand-ins for Node's modules: what they must be able to tell apart, as Node does.

const fails = (work) => assert.throws(work, assert.AssertionError);

test('what is equal is equal', () => {
  assert.equal(NaN, NaN);
  assert.deepEqual({ a: [1, { b: null }], c: new Set(['x']) }, { c: new Set(['x']), a: [1, { b: null }] });
  assert.deepEqual(new Map([['x', [1]]]), new Map([['x', [1]]]));
  assert.deepEqual(undefined, undefined);
});

test('what is not equal fails', () => {
  fails(() => assert.equal(1, '1'));
  fails(() => assert.equal(0, -0));
  fails(() => assert.ok(0));
  fails(() => assert.fail());
  fails(() => assert.deepEqual({ a: 1 }, { a: 1, b: undefined }));
  fails(() => assert.deepEqual({ a: 1, b: undefined }, { a: 1 }));
  fails(() => assert.deepEqual([1, 2], [1]));
  fails(() => assert.deepEqual([], {}));
  fails(() => assert.deepEqual({ a: { b: 1 } }, { a: { b: '1' } }));
  fails(() => assert.deepEqual(null, {}));
  fails(() => assert.deepEqual(new Set([1]), new Set([2])));
  fails(() => assert.deepEqual(new Map([['x', 1]]), new Map([['x', 2]])));
  fails(() => assert.deepEqual(new Date(1), new Date(2)));
});

test('what should throw must throw, and the right thing', async () => {
  fails(() => assert.throws(() => {}));
  await assert.rejects(assert.rejects(Promise.resolve()), assert.AssertionError);
  await assert.rejects(assert.rejects(Promise.reject(new RangeError()), SyntaxError), assert.AssertionError);
});

test('a clone is the same and apart', () => {
  const value = { a: [1, { b: undefined }], c: null };
  const clone = structuredClone(value);
  assert.deepEqual(clone, value);
  value.a[1].b = 2;
  assert.equal(clone.a[1].b, undefined);
});

test('timers go when the clock is moved, in order, and not when they are cleared', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const rung = [];
  setTimeout(() => rung.push('late'), 20);
  setTimeout(() => rung.push('early'), 10);
  clearTimeout(setTimeout(() => rung.push('never'), 5));
  mock.timers.tick(9);
  assert.deepEqual(rung, []);
  mock.timers.tick(1);
  assert.deepEqual(rung, ['early']);
  mock.timers.tick(10);
  assert.deepEqual(rung, ['early', 'late']);
  mock.timers.reset();
});
