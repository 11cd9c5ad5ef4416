/** What the client's tests use of `node:assert/strict`, for an engine that isn't Node. */
class AssertionError extends Error {
  name = 'AssertionError';
}

const assert = {
  AssertionError,

  fail(message = 'Failed') {
    throw new AssertionError(message);
  },

  ok(value, message) {
    if (!value) assert.fail(message ?? `${show(value)} is not true`);
  },

  equal(actual, expected, message) {
    if (!Object.is(actual, expected)) assert.fail(said(message, actual, expected));
  },

  deepEqual(actual, expected, message) {
    if (!isSame(actual, expected)) assert.fail(said(message, actual, expected));
  },

  throws(work, kind) {
    try {
      work();
    } catch (error) {
      return mustBe(error, kind);
    }
    assert.fail('nothing was thrown');
  },

  async rejects(promise, kind) {
    try {
      await promise;
    } catch (error) {
      return mustBe(error, kind);
    }
    assert.fail('it was not rejected');
  },
};

export default assert;

function mustBe(error, kind) {
  if (kind !== undefined && !(error instanceof kind)) assert.fail(`${error} is no ${kind.name}`);
}

function isSame(one, other) {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  if (one instanceof Date) return one.getTime() === other.getTime();
  if (one instanceof Set) return one.size === other.size && [...one].every((item) => other.has(item));
  if (one instanceof Map) return one.size === other.size && [...one].every(([key, value]) => other.has(key) && isSame(value, other.get(key)));
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]));
}

const said = (message, actual, expected) => `${message ? `${message}: ` : ''}is ${show(actual)}, not ${show(expected)}`;

const show = (value) => JSON.stringify(value, null, 1) ?? String(value);
