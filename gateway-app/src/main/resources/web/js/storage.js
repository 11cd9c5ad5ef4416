/**
 * How far a page load goes back in the inbox. History is read from the archive, which trails the log by moments; so a reload asks the
 * socket for a little more than it missed, and what the archive had already is recognised by its `seq`.
 */
export const REWIND_MS = 60_000;
const MARK_EVERY_MS = 5_000;

/**
 * What a window keeps over a reload. It is sessionStorage, not localStorage, on purpose: each window has its own, so two windows of
 * one browser can be two people who chat with each other. A duplicated tab starts with a copy, as the same person.
 */
export class WindowStorage {
  #storage;

  constructor(storage = sessionStorage) {
    this.#storage = storage;
  }

  readLogin() {
    return this.#read('login', null);
  }

  /** What a login of somebody else left here is dropped; one's own is kept, unsent messages among it. */
  writeLogin(login) {
    if (this.#read('owner', null) !== login.userId) this.clear();
    this.#write('owner', login.userId);
    this.#write('login', login);
  }

  removeLogin() {
    this.#storage.removeItem('confab.login');
  }

  /** Where to resume after a reload: `{epoch, cursor}`, or null if this user has not been live here yet. */
  readPosition(now = Date.now()) {
    const { epoch, marks } = this.#read('position', { marks: [] });
    return marks.length === 0 ? null : { epoch, cursor: needed(marks, now)[0].cursor };
  }

  /** Notes that all up to the cursor has been seen. */
  writePosition({ epoch, cursor }, now = Date.now()) {
    const kept = this.#read('position', { marks: [] });
    const marks = kept.epoch === epoch ? kept.marks.filter((mark) => mark.cursor <= cursor) : [];
    if (marks.length > 1 && now - marks.at(-2).at < MARK_EVERY_MS) marks.pop();
    this.#write('position', { epoch, marks: needed([...marks, { at: now, cursor }], now) });
  }

  readOutbox() {
    return this.#read('outbox', []);
  }

  writeOutbox(outbox) {
    this.#write('outbox', outbox);
  }

  readNotes() {
    return this.#read('notes', []);
  }

  writeNotes(notes) {
    this.#write('notes', notes);
  }

  /** Who is being sought, and which tickets have ended. */
  readMeeting() {
    return this.#read('meeting', {});
  }

  writeMeeting(meeting) {
    this.#write('meeting', meeting);
  }

  readDraft(conversationId) {
    return this.#read('drafts', {})[conversationId] ?? '';
  }

  writeDraft(conversationId, text) {
    const { [conversationId]: _, ...others } = this.#read('drafts', {});
    this.#write('drafts', text === '' ? others : { ...others, [conversationId]: text });
  }

  clear() {
    for (const name of ['owner', 'login', 'position', 'outbox', 'notes', 'meeting', 'drafts']) this.#storage.removeItem(`confab.${name}`);
  }

  #read(name, otherwise) {
    const text = this.#storage.getItem(`confab.${name}`);
    return text === null ? otherwise : JSON.parse(text);
  }

  #write(name, value) {
    this.#storage.setItem(`confab.${name}`, JSON.stringify(value));
  }
}

/** The marks from the one to resume from: the newest that is old enough, or the oldest there is. */
function needed(marks, now) {
  const oldEnough = marks.findLastIndex((mark) => mark.at <= now - REWIND_MS);
  return marks.slice(Math.max(0, oldEnough));
}
