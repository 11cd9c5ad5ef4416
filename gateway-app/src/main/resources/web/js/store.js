/**
 * Holds the state, and changes it by the reducer alone. Subscribers are called with `(state, before, event)` after each change, in the
 * order of the changes, also of those that a subscriber causes.
 */
export class Store {
  #reduce;
  #state;
  #subscribers = new Set();
  #waiting = [];
  #running = false;

  constructor(reduce, state) {
    this.#reduce = reduce;
    this.#state = state;
  }

  get state() {
    return this.#state;
  }

  dispatch(event) {
    this.#waiting.push(event);
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#waiting.length > 0) this.#apply(this.#waiting.shift());
    } finally {
      this.#running = false;
    }
  }

  /** Returns what ends the subscription. */
  subscribe(subscriber) {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  /** Resolves to the first value other than undefined that the selector finds in the state, now or later. */
  until(select, { signal } = {}) {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = select(this.#state);
        if (found === undefined) return;
        end();
        resolve(found);
      };
      const abort = () => {
        end();
        reject(signal.reason);
      };
      const end = this.subscribe(look);
      signal?.addEventListener('abort', abort, { once: true });
      look();
    });
  }

  #apply(event) {
    const before = this.#state;
    this.#state = this.#reduce(before, event);
    if (this.#state === before) return;
    for (const subscriber of [...this.#subscribers]) {
      try {
        subscriber(this.#state, before, event);
      } catch (error) {
        reportError(error); // one view's fault must not keep the others from the news
      }
    }
  }
}
