/** What the client's tests use of `node:test`, for an engine that isn't Node. Who runs the module's cases finds them in `cases`. */
export const cases = [];

export function test(name, body) {
  cases.push({ name, body });
}

/** A clock that stands still until it is told to go on. Nothing has timers without it. */
class Timers {
  #now = 0;
  #last = 0;
  #due = new Map();

  enable({ apis }) {
    if (apis.join() !== 'setTimeout') throw new Error(`can't stand in for ${apis}`);
    globalThis.setTimeout = (work, ms = 0) => {
      this.#due.set(++this.#last, { at: this.#now + ms, work });
      return this.#last;
    };
    globalThis.clearTimeout = (id) => this.#due.delete(id);
  }

  tick(ms) {
    const end = this.#now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      const [id, { at, work }] = next;
      this.#due.delete(id);
      this.#now = at;
      work();
    }
    this.#now = end;
  }

  reset() {
    this.#due.clear();
    delete globalThis.setTimeout;
    delete globalThis.clearTimeout;
  }

  #next(end) {
    return [...this.#due].filter(([, { at }]) => at <= end).sort(([, one], [, other]) => one.at - other.at)[0];
  }
}

export const mock = { timers: new Timers() };

globalThis.crypto ??= {
  getRandomValues: (bytes) => bytes.map(() => Math.floor(Math.random() * 256)),
};

globalThis.structuredClone ??= (value) => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => structuredClone(item));
  if (Object.getPrototypeOf(value) !== Object.prototype) throw new Error(`can't stand in for a clone of ${value}`);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, structuredClone(part)]));
};
