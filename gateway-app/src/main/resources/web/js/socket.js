import { isTemporary } from './http.js';
import { LoginEnded } from './login.js';
import { initial, next } from './protocol.js';

const TICK_MS = 1_000;
const LOST = 1006;

/**
 * Carries out the protocol: owns the WebSocket and the timers, and asks `protocol.js` what to do.
 *
 * Tells its owner: `onEvent(event)` for each event in order and once; `onPhase(state)` when what the user should know has changed;
 * `onPosition(position)` when there is a new place to resume from; `onRefetch()` when only HTTP can tell what happened; `onEnded()`.
 */
export class Socket {
  #login;
  #owner;
  #state = initial;
  #socket = null;
  #opening = 0; // counts the sockets, so that the voice of one that was given up is not heard
  #accessToken = null;
  #retry = null;
  #ticking = null;

  constructor(login, owner) {
    this.#login = login;
    this.#owner = owner;
  }

  /** @param position where to resume, `{epoch, cursor}`, or null for live events only */
  start(position) {
    this.#ticking ??= setInterval(() => this.#input({ type: 'tick' }), TICK_MS);
    this.#input({ type: 'start', position });
  }

  stop() {
    clearInterval(this.#ticking);
    this.#ticking = null;
    this.#input({ type: 'stop' });
  }

  /** The network or the window may have come back: retry now, or see whether the connection still lives. */
  wake() {
    this.#input({ type: 'wake' });
  }

  /** Says what may be lost; without a connection it is. */
  say(frame) {
    this.#input({ type: 'say', frame });
  }

  reconnect() {
    this.#input({ type: 'reconnect' });
  }

  #input(input) {
    const before = this.#state;
    const { state, effects } = next(before, input, { now: Date.now(), chance: Math.random() });
    this.#state = state;
    if (isNews(before, state)) this.#owner.onPhase(state);
    for (const effect of effects) this.#effects[effect.type](effect);
  }

  #effects = {
    open: ({ renewToken }) => this.#open(renewToken),
    send: ({ frame }) => this.#socket.send(JSON.stringify(frame)),
    drop: () => this.#drop(),
    retryIn: ({ ms }) => (this.#retry = setTimeout(() => this.#input({ type: 'retry' }), ms)),
    renewToken: () => this.#renewToken(),
    deliver: ({ event }) => this.#owner.onEvent(event),
    keep: ({ position }) => this.#owner.onPosition(position),
    refetch: () => this.#owner.onRefetch(),
    ended: () => this.#owner.onEnded(),
  };

  async #open(renewToken) {
    this.#drop();
    const opening = this.#opening;
    const tokens = await this.#tokens(renewToken);
    if (opening !== this.#opening) return;
    if (tokens === null) return this.#input({ type: 'closed', code: LOST });

    this.#accessToken = tokens.accessToken;
    const hear = (handler) => (happening) => opening === this.#opening && handler(happening);
    const socket = new WebSocket(address(), 'confab.v1');
    socket.onopen = hear(() => this.#input({ type: 'opened', ...tokens }));
    socket.onmessage = hear(({ data }) => this.#input({ type: 'frame', frame: JSON.parse(data) }));
    socket.onclose = hear(({ code }) => this.#input({ type: 'closed', code }));
    this.#socket = socket;
  }

  async #renewToken() {
    const opening = this.#opening;
    const tokens = await this.#tokens(true);
    if (opening !== this.#opening) return;
    if (tokens === null) return this.#input({ type: 'tokenless' });

    this.#accessToken = tokens.accessToken;
    this.#input({ type: 'token', ...tokens });
  }

  /** Tokens, or null where the server can't give any just now. Where the login is over, the machine is told. */
  async #tokens(renew) {
    try {
      return await (renew ? this.#login.renewed(this.#accessToken) : this.#login.tokens());
    } catch (error) {
      if (error instanceof LoginEnded) this.#input({ type: 'ended' });
      else if (!isTemporary(error)) throw error;
      return null;
    }
  }

  #drop() {
    this.#opening++;
    clearTimeout(this.#retry);
    this.#socket?.close();
    this.#socket = null;
  }
}

const isNews = (before, state) =>
  before.phase !== state.phase || before.replayed !== state.replayed || before.retryAt !== state.retryAt;

function address() {
  const url = new URL('/v1/socket', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}
