import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem, Unreachable } from '../../main/resources/web/js/http.js';
import { Login, LoginEnded } from '../../main/resources/web/js/login.js';
import { WindowStorage } from '../../main/resources/web/js/storage.js';

const START = Date.parse('2030-01-01T00:00:00Z');
const MINUTE = 60_000;

class MemoryStorage {
  #items = new Map();
  getItem = (name) => this.#items.get(name) ?? null;
  setItem = (name, value) => this.#items.set(name, value);
  removeItem = (name) => this.#items.delete(name);
}

/** The browser's part that all windows share: tokens, and locks as they are specified. */
class Browser {
  kept = new Map();
  #tails = new Map();
  vault = {
    read: async (id) => this.kept.get(id) ?? null,
    write: async (id, tokens) => void this.kept.set(id, tokens),
    remove: async (id) => void this.kept.delete(id),
  };
  locks = {
    request: (name, work) => {
      const result = (this.#tails.get(name) ?? Promise.resolve()).then(work);
      this.#tails.set(name, result.catch(() => {}));
      return result;
    },
  };
}

/** The gateway's sessions: a refresh token used twice ends the session. Its clock is an hour ahead of the browser's. */
class Sessions {
  used = new Set();
  refreshes = 0;
  isDown = false;
  now = START;

  send = async (method, path, { body }) => {
    await Promise.resolve();
    if (this.isDown) throw new Unreachable();
    if (path === '/v1/sessions/refresh') {
      if (this.used.has(body.refreshToken)) throw new Problem({ status: 401, code: 'invalid_token' });
      this.used.add(body.refreshToken);
      this.refreshes++;
    }
    const servedAt = this.now + 60 * MINUTE;
    return {
      servedAt,
      body: {
        userId: 'ann',
        sessionId: 's1',
        accessToken: `access-${this.refreshes}`,
        refreshToken: `refresh-${this.refreshes}`,
        accessTokenExpiresAt: new Date(servedAt + 15 * MINUTE).toISOString(),
      },
    };
  };
}

async function loggedIn() {
  const sessions = new Sessions();
  const browser = new Browser();
  const window = new WindowStorage(new MemoryStorage());
  const open = (storage) =>
    new Login({ window: storage, vault: browser.vault, locks: browser.locks, send: sessions.send, now: () => sessions.now });
  const login = open(window);
  await login.begin('ann', 'password');
  /** As a browser duplicates a tab: a copy of its storage, no copy of its memory. */
  const duplicate = () => {
    const copy = new WindowStorage(new MemoryStorage());
    copy.writeLogin(window.readLogin());
    return open(copy);
  };
  return { sessions, browser, window, login, duplicate };
}

test('a token is used until shortly before it expires, by the server’s measure, not by our clock', async () => {
  const { sessions, login } = await loggedIn();
  sessions.now += 12 * MINUTE;
  assert.equal((await login.tokens()).accessToken, 'access-0');
  sessions.now += 2 * MINUTE;
  assert.equal((await login.tokens()).accessToken, 'access-1');
});

test('callers at one moment share one refresh', async () => {
  const { sessions, login } = await loggedIn();
  sessions.now += 20 * MINUTE;
  const all = await Promise.all([login.tokens(), login.tokens(), login.renewed('access-0')]);
  assert.deepEqual(all.map(({ accessToken }) => accessToken), ['access-1', 'access-1', 'access-1']);
  assert.equal(sessions.refreshes, 1);
});

test('two windows of one login share one refresh', async () => {
  const { sessions, login, duplicate } = await loggedIn();
  const other = duplicate();
  await other.tokens();
  sessions.now += 20 * MINUTE;
  const [one, two] = await Promise.all([login.tokens(), other.tokens()]);
  assert.equal(one.accessToken, two.accessToken);
  assert.equal(sessions.refreshes, 1);
});

test('a window that slept through several refreshes of another takes the newest token', async () => {
  const { sessions, login, duplicate } = await loggedIn();
  const sleeper = duplicate();
  await sleeper.tokens();
  for (let i = 0; i < 3; i++) {
    sessions.now += 20 * MINUTE;
    await login.tokens();
  }
  assert.equal((await sleeper.renewed('access-0')).accessToken, 'access-3');
  assert.equal(sessions.refreshes, 3);
});

test('a token that the server refused is not given again', async () => {
  const { login } = await loggedIn();
  assert.equal((await login.renewed('access-0')).accessToken, 'access-1');
  assert.equal((await login.renewed('access-0')).accessToken, 'access-1');
});

test('no answer is not the end: the same token is tried again', async () => {
  const { sessions, login } = await loggedIn();
  sessions.now += 20 * MINUTE;
  sessions.isDown = true;
  await assert.rejects(login.tokens(), Unreachable);
  sessions.isDown = false;
  assert.equal((await login.tokens()).accessToken, 'access-1');
});

test('a refused refresh is the end', async () => {
  const { sessions, browser, login } = await loggedIn();
  sessions.used.add('refresh-0');
  sessions.now += 20 * MINUTE;
  await assert.rejects(login.tokens(), LoginEnded);
  assert.equal(browser.kept.size, 0);
});

test('after the end there are no tokens', async () => {
  const { browser, login } = await loggedIn();
  await login.end();
  assert.equal(login.exists, false);
  assert.equal(browser.kept.size, 0);
  await assert.rejects(login.tokens(), LoginEnded);
});
