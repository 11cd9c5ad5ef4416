import { Problem, request } from './http.js';

/** The login is over, here and on the server: there is nothing to retry, the user has to log in again. */
export class LoginEnded extends Error {
  constructor() {
    super('You were logged out.');
    this.name = 'LoginEnded';
  }
}

const LONGEST_MARGIN_MS = 120_000; // browsers let timers of hidden windows run once a minute only

/**
 * Who this window is, and the tokens that prove it.
 *
 * Refresh tokens rotate, and one that is used twice ends the session. So a refresh is made by one caller at a time: within the window by
 * sharing the promise, across windows of the same login (a duplicated tab) by a lock, under which the tokens are read anew, since
 * another window may just have refreshed them.
 */
export class Login {
  #window;
  #vault;
  #device;
  #locks;
  #send;
  #now;
  #tokens = null;
  #refreshing = null;

  /**
   * @param window the window's own storage, where it says who it is
   * @param vault the tokens of all logins of this browser
   * @param device what the user sees in the list of devices
   */
  constructor({ window, vault, device, locks = navigator.locks, send = request, now = Date.now }) {
    this.#window = window;
    this.#vault = vault;
    this.#device = device;
    this.#locks = locks;
    this.#send = send;
    this.#now = now;
  }

  /** Whether this window has a login; only the server knows whether it is still good. */
  get exists() {
    return this.#window.readLogin() !== null;
  }

  get sessionId() {
    return this.#window.readLogin()?.sessionId;
  }

  async begin(login, password) {
    const { body, servedAt } = await this.#send('POST', '/v1/sessions', { body: { login, password, device: this.#device } });
    this.#tokens = received(body, servedAt, this.#now());
    await this.#vault.write(body.sessionId, this.#tokens);
    this.#window.writeLogin({ sessionId: body.sessionId, userId: body.userId });
  }

  /** Tokens that are good for a while: `{accessToken, renewAt}`. Rejects with {@link LoginEnded}, Problem or Unreachable. */
  async tokens() {
    if (!this.exists) throw new LoginEnded();
    this.#tokens ??= await this.#vault.read(this.sessionId);
    if (this.#tokens && this.#now() < this.#tokens.renewAt) return this.#tokens;
    return this.renewed(this.#tokens?.accessToken);
  }

  /** Tokens other than the access token given, which was refused or is about to expire. */
  async renewed(staleAccessToken) {
    if (this.#tokens && this.#tokens.accessToken !== staleAccessToken && this.#now() < this.#tokens.renewAt) return this.#tokens;
    this.#refreshing ??= this.#refresh(staleAccessToken).finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  /** Forgets the login. Whoever was waiting for tokens gets {@link LoginEnded}. */
  async end() {
    const { sessionId } = this;
    this.#tokens = null;
    this.#window.removeLogin();
    if (sessionId) await this.#vault.remove(sessionId);
  }

  async #refresh(staleAccessToken) {
    const { sessionId } = this;
    if (!sessionId) throw new LoginEnded();
    this.#tokens = await this.#alone(`confab.refresh.${sessionId}`, async () => {
      const kept = await this.#vault.read(sessionId);
      if (!kept) throw new LoginEnded();
      if (kept.accessToken !== staleAccessToken && this.#now() < kept.renewAt) return kept;
      return this.#rotate(sessionId, kept.refreshToken);
    });
    return this.#tokens;
  }

  async #rotate(sessionId, refreshToken) {
    try {
      // No time limit of ours: if we gave up on an answer that is under way, the next try would use the token twice.
      const { body, servedAt } = await this.#send('POST', '/v1/sessions/refresh', { body: { refreshToken }, timeoutMs: 0 });
      const tokens = received(body, servedAt, this.#now());
      await this.#vault.write(sessionId, tokens);
      return tokens;
    } catch (error) {
      if (error instanceof Problem && !error.isTemporary) {
        await this.#vault.remove(sessionId);
        throw new LoginEnded();
      }
      throw error;
    }
  }

  /** Locks exist on https and localhost only. Without them a duplicated tab may cost the login, everything else works. */
  #alone(name, work) {
    return this.#locks ? this.#locks.request(name, work) : work();
  }
}

/** What we keep of the answer. Times are turned into our clock's: the two clocks may differ by more than a token lives. */
function received({ accessToken, accessTokenExpiresAt, refreshToken }, servedAt, now) {
  const lifetimeMs = Math.max(0, Date.parse(accessTokenExpiresAt) - servedAt);
  return { accessToken, refreshToken, renewAt: now + lifetimeMs - Math.min(LONGEST_MARGIN_MS, lifetimeMs / 4), keptAt: now };
}
