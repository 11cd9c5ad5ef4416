const STORE = 'logins';
const FORGET_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * The tokens of each login of this browser, by session id, in IndexedDB: what one window has written, another one surely reads next.
 * localStorage doesn't promise that between processes, and an old refresh token read from it would end the session.
 *
 * A window that is closed leaves its tokens here, since it may be reopened; those not refreshed for a month are dropped.
 */
export class Vault {
  #database = null;

  async read(sessionId) {
    return (await this.#run('readonly', (store) => store.get(sessionId))) ?? null;
  }

  async write(sessionId, tokens) {
    await this.#run('readwrite', (store) => store.put(tokens, sessionId));
  }

  async remove(sessionId) {
    await this.#run('readwrite', (store) => store.delete(sessionId));
  }

  async dropForgotten(now = Date.now()) {
    await this.#run('readwrite', (store) => {
      const cursor = store.openCursor();
      cursor.onsuccess = () => {
        if (!cursor.result) return;
        if (cursor.result.value.keptAt < now - FORGET_AFTER_MS) cursor.result.delete();
        cursor.result.continue();
      };
      return cursor;
    });
  }

  /** Resolves when the transaction is complete, not when the request is done: only then do others see it. */
  async #run(mode, work) {
    this.#database ??= open();
    const transaction = (await this.#database).transaction(STORE, mode);
    return new Promise((resolve, reject) => {
      const operation = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(operation.result);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('confab', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}
