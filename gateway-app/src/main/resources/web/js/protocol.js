/**
 * The socket protocol `confab.v1` as a pure state machine: `next(state, input, {now, chance})` gives `{state, effects}`. It holds neither
 * a socket nor a clock; `socket.js` feeds it what happens and carries out what it wants. So every rule of reconnecting is here, in one
 * place, and can be tested as a table.
 *
 * Phases, as they are shown to the user:
 *
 *     stopped ─start▶ connecting ─ready▶ catching_up ─caught_up, resync▶ live
 *                        ▲   └──────────── ready, nothing to resume ──────▶│
 *                        └───── retry ───── waiting ◀──── the socket is lost
 *
 *     and for good: displaced (4009: the user's newer windows took its place), ended (4010, or the login is over)
 *
 * Inputs: `start {position?}`, `opened {accessToken, renewAt}`, `frame {frame}`, `closed {code}`, `retry`, `tick` (each second or so),
 * `say {frame}` (what may be lost: without a connection it is), `wake` (the network or the window came back), `reconnect` (the user asks), `token {accessToken, renewAt}`, `tokenless` (none to be had just now), `ended`,
 * `stop`.
 *
 * Effects: `open {renewToken}`, `send {frame}`, `drop` (close, and hear no more of it), `retryIn {ms}`, `renewToken`, `deliver {event}`,
 * `keep {position}` (worth remembering), `refetch` (the inbox can't tell all that happened: read it over HTTP), `ended`.
 */
import { backOff } from './backoff.js';

const READY_WITHIN_MS = 15_000;
const PONG_WITHIN_MS = 10_000;
const STEADY_AFTER_MS = 10_000;
const TOKEN_AGAIN_AFTER_MS = 5_000;
const ACK_EVERY = 50;
const ACK_WITHIN_MS = 1_000;

const TRY_AGAIN_SOON = new Set([4003, 4008]); // token too old: with a new one · too slow: with the last cursor
const CROWDED = new Map([
  [1013, 2], // the server can't take us now
  [4029, 4], // too many frames: the least that we can do is wait
]);
const LOST = 1006; // what browsers say when there was no goodbye

export const initial = Object.freeze({
  phase: 'stopped',
  position: null, // {epoch, cursor} of the last durable event that was delivered
  resuming: false, // whether the hello asked for what was missed
  replayed: 0, // how many missed events came since
  acked: null,
  ackedAt: 0,
  attempt: 0, // reconnects since the connection was last steady
  openedAt: null,
  liveAt: null,
  heardAt: null,
  pingedAt: null,
  pingIntervalMs: 30_000,
  goingMs: null, // the server asked to come back after this long
  renewAt: null, // when to hand over a newer token, null while one is under way
  retryAt: null,
  closeCode: null,
});

export function next(state, input, world) {
  return inputs[input.type](state, input, world);
}

const stay = (state, ...effects) => ({ state, effects });

const inputs = {
  start: (state, { position }, { now }) => connect({ ...initial, position: position ?? null }, now),

  opened(state, { accessToken, renewAt }, { now }) {
    if (state.phase !== 'connecting') return stay(state);
    const { cursor: since, epoch } = state.position ?? {};
    const hello = state.position ? { type: 'hello', accessToken, since, epoch } : { type: 'hello', accessToken };
    return stay({ ...state, resuming: state.position !== null, renewAt, heardAt: now }, { type: 'send', frame: hello });
  },

  frame(state, { frame }, world) {
    if (!isUp(state) && state.phase !== 'connecting') return stay(state);
    const heard = { ...state, heardAt: world.now, pingedAt: null };
    if (Object.hasOwn(frames, frame.type)) return frames[frame.type](heard, frame, world);
    return Object.hasOwn(frame, 'cursor') ? durable(heard, frame, world) : stay(heard, { type: 'deliver', event: frame });
  },

  closed: (state, { code }, world) => lose(state, code, world),

  say: (state, { frame }) => (state.phase === 'live' ? stay(state, { type: 'send', frame }) : stay(state)),

  retry: (state, _, { now }) => (state.phase === 'waiting' ? connect(state, now) : stay(state)),

  wake(state, _, { now }) {
    if (state.phase === 'waiting') return connect(state, now);
    return isUp(state) && state.pingedAt === null ? ping(state, now) : stay(state); // it may be dead since the laptop slept
  },

  reconnect: (state, _, { now }) =>
    state.phase === 'waiting' || state.phase === 'displaced' ? connect({ ...state, attempt: 0 }, now) : stay(state),

  tick(state, _, world) {
    const { now } = world;
    if (state.phase === 'connecting' && now - state.openedAt > READY_WITHIN_MS) return drop(state, world);
    if (!isUp(state)) return stay(state);
    if (state.pingedAt !== null && now - state.pingedAt > PONG_WITHIN_MS) return drop(state, world);

    let current = state;
    const effects = [];
    const add = (step) => {
      current = step.state;
      effects.push(...step.effects);
    };
    if (current.pingedAt === null && now - current.heardAt > current.pingIntervalMs) add(ping(current, now));
    if (current.renewAt !== null && now >= current.renewAt) add(stay({ ...current, renewAt: null }, { type: 'renewToken' }));
    if (now - current.ackedAt > ACK_WITHIN_MS) add(acknowledge(current, now));
    return stay(current, ...effects);
  },

  token(state, { accessToken, renewAt }) {
    if (!isUp(state)) return stay(state);
    return stay({ ...state, renewAt }, { type: 'send', frame: { type: 'token', accessToken } });
  },

  tokenless: (state, _, { now }) => stay(isUp(state) ? { ...state, renewAt: now + TOKEN_AGAIN_AFTER_MS } : state),

  ended: (state) => stay({ ...state, phase: 'ended', retryAt: null }, { type: 'drop' }, { type: 'ended' }),

  stop: () => stay(initial, { type: 'drop' }),
};

const frames = {
  ready(state, { epoch, cursor, pingIntervalMs }, { now }) {
    const up = { ...state, pingIntervalMs: pingIntervalMs ?? state.pingIntervalMs, goingMs: null, replayed: 0, ackedAt: now };
    if (state.resuming) return stay({ ...up, phase: 'catching_up', acked: state.position.cursor });
    const position = { epoch, cursor };
    return stay(live({ ...up, position, acked: cursor }, now), { type: 'keep', position }, { type: 'refetch' });
  },

  caught_up(state, _, { now }) {
    return acknowledge(live(state, now), now);
  },

  resync(state, { epoch, cursor }, { now }) {
    const position = { epoch, cursor };
    return stay(live({ ...state, position, acked: cursor }, now), { type: 'keep', position }, { type: 'refetch' });
  },

  going: (state, { reconnectAfterMs }) => stay({ ...state, goingMs: reconnectAfterMs ?? 0 }),

  pong: (state) => stay(state),
};

function durable(state, event, world) {
  if (!isUp(state)) return drop(state, world); // before ready nobody knows what the number means
  const expected = state.position.cursor + 1;
  if (event.cursor < expected) return stay(state); // a repeat
  if (event.cursor > expected) return drop(state, world); // something is missing: a resume from our cursor brings it
  const seen = {
    ...state,
    position: { ...state.position, cursor: event.cursor },
    replayed: state.phase === 'catching_up' ? state.replayed + 1 : state.replayed,
  };
  const delivered = { type: 'deliver', event };
  if (event.cursor - state.acked < ACK_EVERY) return stay(seen, delivered);
  const step = acknowledge(seen, world.now);
  return stay(step.state, delivered, ...step.effects);
}

const isUp = ({ phase }) => phase === 'catching_up' || phase === 'live';

const live = (state, now) => ({ ...state, phase: 'live', liveAt: now });

const ping = (state, now) => stay({ ...state, pingedAt: now }, { type: 'send', frame: { type: 'ping' } });

function acknowledge(state, now) {
  const { position, acked } = state;
  if (position === null || position.cursor === acked) return stay({ ...state, ackedAt: now });
  return stay(
    { ...state, acked: position.cursor, ackedAt: now },
    { type: 'send', frame: { type: 'ack', cursor: position.cursor } },
    { type: 'keep', position },
  );
}

function connect(state, now) {
  const renewToken = state.closeCode === 4003;
  const connecting = {
    ...state,
    phase: 'connecting',
    openedAt: now,
    liveAt: null,
    pingedAt: null,
    renewAt: null,
    retryAt: null,
    acked: null,
  };
  return stay(connecting, { type: 'open', renewToken });
}

function drop(state, world) {
  const step = lose(state, LOST, world);
  return stay(step.state, { type: 'drop' }, ...step.effects);
}

function lose(state, code, { now, chance }) {
  if (state.phase === 'stopped' || state.phase === 'ended' || state.phase === 'waiting') return stay(state);
  const down = { ...state, closeCode: code, renewAt: null, pingedAt: null };
  if (code === 4010) return stay({ ...down, phase: 'ended' }, { type: 'ended' });
  if (code === 4009) return stay({ ...down, phase: 'displaced' }); // to come back by ourselves would displace another window

  const wasSteady = state.liveAt !== null && now - state.liveAt >= STEADY_AFTER_MS;
  const attempt = wasSteady ? 0 : state.attempt;
  const ms = waitBeforeRetry(state, code, attempt, chance);
  return stay(
    { ...down, phase: 'waiting', attempt: attempt + 1, goingMs: null, retryAt: now + ms },
    { type: 'retryIn', ms },
  );
}

function waitBeforeRetry(state, code, attempt, chance) {
  if (state.goingMs !== null) return state.goingMs; // drawn by the server, to spread the crowd
  if (TRY_AGAIN_SOON.has(code) && attempt === 0) return Math.round(chance * 250);
  return backOff(Math.max(attempt, CROWDED.get(code) ?? 0), chance);
}
