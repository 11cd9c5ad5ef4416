import { backOff } from './backoff.js';
import { isTemporary, Problem } from './http.js';
import { newId } from './ids.js';
import { LoginEnded } from './login.js';

/**
 * Sends messages one after another, which keeps their order, and doesn't give up: while there is no answer, or one that says "later", the
 * same message is sent again under the same `clientMessageId`, which the server takes once. Entries live in the state and are kept over a
 * reload; they leave it when their `message.sent` arrives.
 */
export class Outbox {
  #api;
  #store;
  #onEnded;
  #running = false;
  #stopped = false;
  #wake = null;

  constructor(api, store, onEnded) {
    this.#api = api;
    this.#store = store;
    this.#onEnded = onEnded;
  }

  /** @param replyTo the seq of the message it answers, or undefined */
  add(conversationId, text, replyTo) {
    const entry = { clientMessageId: newId(), conversationId, text, replyTo, createdAt: new Date().toISOString() };
    this.#store.dispatch({ type: 'outbox.queued', entry });
    this.run();
  }

  /** Sends a refused message again, as it was: whatever refused it may have gone. */
  retry(clientMessageId) {
    this.#store.dispatch({ type: 'outbox.retried', clientMessageId });
    this.run();
  }

  discard(clientMessageId) {
    this.#store.dispatch({ type: 'outbox.discarded', clientMessageId });
  }

  /** Doesn't wait any longer before the next attempt. */
  wake() {
    this.#wake?.();
  }

  stop() {
    this.#stopped = true;
    this.wake();
  }

  async run() {
    if (this.#running) return;
    this.#running = true;
    try {
      let attempt = 0;
      for (let entry = this.#next(); entry && !this.#stopped; entry = this.#next()) {
        attempt = (await this.#post(entry, attempt)) ? 0 : attempt + 1;
      }
    } catch (error) {
      if (error instanceof LoginEnded) this.#onEnded();
      else throw error;
    } finally {
      this.#running = false;
    }
  }

  #next() {
    return this.#store.state.outbox.find(({ status }) => status === 'queued');
  }

  /** Whether there was an answer, yes or no. */
  async #post(entry, attempt) {
    const { clientMessageId, conversationId } = entry;
    try {
      const { commandId } = await this.#api.send(conversationId, entry);
      this.#store.dispatch({ type: 'outbox.accepted', clientMessageId, commandId });
      return true;
    } catch (error) {
      if (isTemporary(error)) {
        this.#store.dispatch({ type: 'outbox.delayed', clientMessageId });
        await this.#pause(Math.max(error.retryAfterMs ?? 0, backOff(attempt, Math.random())));
        return false;
      }
      if (!(error instanceof Problem)) throw error;
      const reason = { code: error.code, detail: error.message };
      this.#store.dispatch({ type: 'outbox.refused', clientMessageId, reason });
      return true;
    }
  }

  #pause(ms) {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, ms);
    });
  }
}
