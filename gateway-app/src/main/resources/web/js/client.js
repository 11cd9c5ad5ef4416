import { backOff } from './backoff.js';
import { isTemporary, Problem } from './http.js';
import { newId } from './ids.js';
import { LoginEnded } from './login.js';
import { isSeeking } from './meeting.js';
import { Outbox } from './outbox.js';
import { nextMuteEnd, personIn, shownPart, strangersIn, watchedIn } from './questions.js';
import { Socket } from './socket.js';
import { initial, reduce, TYPING_SHOWN_MS } from './state.js';
import { Store } from './store.js';

const PAGE = 50;
const LOOK_AGAIN_MS = 3_000; // history is read from an archive that trails the log by moments
const LOOKS = 5;
const OUTCOME_WITHIN_MS = 20_000;
const TYPING_EVERY_MS = 3_000;
const AROUND = 30; // messages on each side of one that is jumped to
const FOUND = 20;
const LONGEST_WAIT_MS = 3_600_000; // a timer can't be set for years
const WATCH_AFTER_MS = 200; // looking through conversations asks for each once, not on the way

/** A command was refused by the topology: `code` and a text for the user. */
export class Rejected extends Error {
  constructor({ code, detail }) {
    super(detail ?? 'This was refused.');
    this.name = 'Rejected';
    this.code = code;
  }
}

/**
 * What a logged-in user can do, for the views. State is read from `store`; methods change it by way of the server and reject with Problem,
 * Unreachable or Rejected where the user should know.
 */
export class Client {
  store = new Store(reduce, initial);
  #login;
  #api;
  #storage;
  #onEnded;
  #socket;
  #outbox;
  #running = new AbortController();
  #reading = null;
  #again = false;
  #looking = new Set();
  #marking = new Map();
  #paused = new Set();
  #typedAt = new Map();
  #watched = '';
  #watching = null;
  #mutes = null;
  #asked = new Set();

  constructor({ login, api, storage, onEnded }) {
    this.#login = login;
    this.#api = api;
    this.#storage = storage;
    this.#onEnded = onEnded;
    this.#outbox = new Outbox(api, this.store, () => this.#end());
    this.#socket = new Socket(login, {
      onEvent: (event) => this.#onEvent(event),
      onPhase: ({ phase, replayed, retryAt }) => this.#onPhase({ phase, replayed, retryAt }),
      onPosition: (position) => this.#storage.writePosition(position),
      onRefetch: () => this.#onRefetch(),
      onEnded: () => this.#end(),
    });
  }

  /** Begins with what this window knew before a reload, the history over HTTP and what came meanwhile over the socket. */
  start() {
    const { userId } = this.#storage.readLogin();
    this.store.dispatch({ type: 'loaded.me', me: { userId } });
    this.store.dispatch({ type: 'outbox.restored', outbox: this.#storage.readOutbox() });
    this.store.dispatch({ type: 'notes.restored', notes: this.#storage.readNotes() });
    this.store.dispatch({ type: 'meeting.restored', meeting: this.#storage.readMeeting() });
    this.store.subscribe((state, before, event) => this.#follow(state, before, event));

    const { signal } = this.#running;
    addEventListener('online', () => this.wake(), { signal });
    document.addEventListener('visibilitychange', () => document.hidden || this.wake(), { signal });

    this.#socket.start(this.#storage.readPosition());
    this.#reread();
    this.#outbox.run();
  }

  stop() {
    this.#running.abort(new LoginEnded());
    clearTimeout(this.#mutes);
    this.#socket.stop();
    this.#outbox.stop();
    this.#resume();
  }

  wake() {
    this.#socket.wake();
    this.#resume();
  }

  /** Tries to connect now: the user's wish, also where another window took this one's place. */
  reconnect() {
    this.#socket.reconnect();
    this.#resume();
  }

  async logOut() {
    this.#socket.stop(); // or the server's closing of it would be taken for a log-out elsewhere
    try {
      await this.#api.logOut();
    } catch (error) {
      // The user is out of this window whatever happens; an unreachable server keeps the session until it expires there.
      if (!(error instanceof LoginEnded)) console.warn('The server did not hear of the log-out.', error);
    }
    await this.#end('bye');
  }

  // Conversations

  select(conversationId) {
    this.store.dispatch({ type: 'conversation.selected', conversationId });
    const conversation = this.store.state.conversations[conversationId];
    if (conversation && !conversation.left && conversation.history === null) this.#run(() => this.#readNewest(conversationId));
  }

  async loadOlder(conversationId) {
    const conversation = this.store.state.conversations[conversationId];
    const part = shownPart(conversation);
    if (!part?.older) return;
    const { items, next } = await this.#api.messages(conversationId, { before: part.from, limit: PAGE });
    if (conversation.around) this.store.dispatch({ type: 'loaded.moreAround', conversationId, items, isNewer: false, more: next !== undefined });
    else this.store.dispatch({ type: 'loaded.messages', conversationId, items, isNewest: false, limit: PAGE });
  }

  /** Of what is around an old message, the page after it. */
  async loadNewer(conversationId) {
    const { around } = this.store.state.conversations[conversationId];
    if (!around?.newer) return;
    const { items, next } = await this.#api.messages(conversationId, { after: around.messages.at(-1).seq, limit: PAGE });
    this.store.dispatch({ type: 'loaded.moreAround', conversationId, items, isNewer: true, more: next !== undefined });
  }

  /** Reads what is around a message, if it is not among what is shown. Resolves to whether it is there to be read. */
  async showAround(conversationId, seq) {
    const isShown = () => {
      const conversation = this.store.state.conversations[conversationId];
      const { from, messages } = (conversation && shownPart(conversation)) ?? { messages: [] };
      return messages.some((message) => message.seq === seq && seq >= from);
    };
    if (isShown()) return true;
    this.showLatest(conversationId);
    if (isShown()) return true;
    const [before, after] = await Promise.all([
      this.#api.messages(conversationId, { before: seq + 1, limit: AROUND }),
      this.#api.messages(conversationId, { after: seq, limit: AROUND }),
    ]);
    if (before.items.at(-1)?.seq !== seq) return false;
    const items = [...before.items, ...after.items];
    this.store.dispatch({ type: 'loaded.around', conversationId, items, older: before.next !== undefined, newer: after.next !== undefined });
    return true;
  }

  /** Back from what is around an old message. */
  showLatest(conversationId) {
    this.store.dispatch({ type: 'around.left', conversationId });
  }

  /** Messages that have all of the words, newest first, `{items, next?}`; `next` is the cursor of the page after. */
  async search(words, { conversationId, cursor }) {
    const page = await this.#api.search(words, { conversationId, cursor, limit: FOUND });
    for (const { conversationId: id, senderId } of page.items) this.#meet(id, [senderId]);
    return page;
  }

  /** Resolves when it is so. @param until a time, null to want notice again, or undefined for good */
  async mute(conversationId, until) {
    await this.#outcome(await this.#api.mute(conversationId, until));
  }

  // Groups; these resolve when it is so

  async rename(conversationId, title) {
    await this.#outcome(await this.#api.rename(conversationId, title));
  }

  async addMember(conversationId, userId) {
    await this.#outcome(await this.#api.addMember(conversationId, userId));
  }

  async removeMember(conversationId, userId) {
    await this.#outcome(await this.#api.removeMember(conversationId, userId));
  }

  /** @param role `owner`, `admin` or `member` */
  async changeRole(conversationId, userId, role) {
    await this.#outcome(await this.#api.changeRole(conversationId, userId, role));
  }

  /** Makes another one owner, and me an admin only when that is done: the group is never without. */
  async handOver(conversationId, userId) {
    await this.changeRole(conversationId, userId, 'owner');
    await this.changeRole(conversationId, this.store.state.me.userId, 'admin');
  }

  async leave(conversationId) {
    await this.#outcome(await this.#api.removeMember(conversationId, 'me'));
  }

  // Strangers

  /**
   * Seeks somebody: what comes of it, a refusal too, is in the state. While somebody is being sought already it changes nothing.
   * @param wish {tags, anyone, pool?}, or null to seek with the profile's interests
   */
  async seek(wish) {
    if (isSeeking(this.store.state)) return;
    this.store.dispatch({ type: 'meeting.asked', wish });
    try {
      const { commandId } = await this.#api.seek({ clientId: newId(), ...wish });
      this.store.dispatch({ type: 'meeting.accepted', commandId });
    } catch (error) {
      if (error instanceof LoginEnded) throw error;
      const { name, message, status, code, detail, errors } = error;
      this.store.dispatch({ type: 'meeting.failed', reason: { name, message, status, code, detail, errors } });
    }
  }

  /** Gives up. Resolves when it is so; also where somebody was found in the same moment. */
  async stopSeeking() {
    this.store.dispatch({ type: 'meeting.ending', isEnding: true });
    try {
      await this.#outcome(await this.#api.cancelTicket());
    } catch (error) {
      if (error.code !== 'not_waiting') throw error;
      this.store.dispatch({ type: 'meeting.forgotten' });
    } finally {
      this.store.dispatch({ type: 'meeting.ending', isEnding: false });
    }
  }

  /** Leaves a stranger; one who left before needs no more. */
  async leaveStranger(conversationId) {
    if (this.store.state.conversations[conversationId].left) return;
    try {
      await this.leave(conversationId);
    } catch (error) {
      if (error.code !== 'not_a_member') throw error;
    }
  }

  /** What many are waiting with now, `{items: [{tag, waiting}], waiting}`. */
  wantedTags(pool) {
    return this.#api.wantedTags(pool);
  }

  /** Where one can be sought, `[{pool, waiting}]`; none where there is nothing to choose. */
  async pools() {
    return (await this.#api.pools()).items;
  }

  async keepTags(tags) {
    const { me } = this.store.state;
    const kept = await this.#api.changeTags(tags);
    this.store.dispatch({ type: 'loaded.me', me: { ...me, tags: kept.tags } });
  }

  async searchUsers(prefix) {
    return (await this.#api.users(prefix)).items;
  }

  /** Resolves to the conversation's id once it is there. With one who has a conversation with me, to that one's. */
  async createDirect(userId) {
    return (await this.#outcome(await this.#api.createDirect(userId))).conversationId;
  }

  /** @param clientId the same for each attempt to create the same group, so that there is one of it */
  async createGroup(clientId, title, userIds) {
    return (await this.#outcome(await this.#api.createGroup(clientId, title, userIds))).conversationId;
  }

  /** Resolves as soon as the block holds, which is when the server has taken it. */
  async block(userId) {
    await this.#api.block(userId);
    this.store.dispatch({ type: 'block.applied', userId });
  }

  async unblock(userId) {
    await this.#api.unblock(userId);
    this.store.dispatch({ type: 'block.lifted', userId });
  }

  // Messages

  /** @param replyTo the seq of the message it answers, or undefined */
  send(conversationId, text, replyTo) {
    this.#outbox.add(conversationId, text, replyTo);
  }

  /** These resolve once it is so. */
  async edit(conversationId, seq, text) {
    await this.#outcome(await this.#api.edit(conversationId, seq, text));
  }

  async remove(conversationId, seq) {
    await this.#outcome(await this.#api.remove(conversationId, seq));
  }

  async react(conversationId, seq, emoji) {
    await this.#outcome(await this.#api.react(conversationId, seq, emoji));
  }

  async unreact(conversationId, seq, emoji) {
    await this.#outcome(await this.#api.unreact(conversationId, seq, emoji));
  }

  retry(clientMessageId) {
    this.#outbox.retry(clientMessageId);
  }

  discard(clientMessageId) {
    this.#outbox.discard(clientMessageId);
  }

  /** The user has seen the conversation up to here. */
  seen(conversationId, seq) {
    const { me, conversations } = this.store.state;
    const { left, lastReadSeq } = conversations[conversationId];
    if (left || seq <= lastReadSeq) return;
    this.store.dispatch({ type: 'conversation.read', conversationId, userId: me.userId, seq });
    const isMarking = this.#marking.has(conversationId);
    this.#marking.set(conversationId, seq);
    if (!isMarking) this.#run(() => this.#markRead(conversationId));
  }

  /** The user is writing here. */
  typing(conversationId) {
    const now = Date.now();
    if (this.store.state.me?.showTyping === false || now - (this.#typedAt.get(conversationId) ?? 0) < TYPING_EVERY_MS) return;
    this.#typedAt.set(conversationId, now);
    this.#socket.say({ type: 'typing', conversationId });
  }

  /** Changes the profile: `{sendReceipts?, showTyping?, showPresence?}` among others. */
  async changeMe(change) {
    this.store.dispatch({ type: 'loaded.me', me: await this.#api.changeMe(change) });
  }

  draft(conversationId) {
    return this.#storage.readDraft(conversationId);
  }

  keepDraft(conversationId, text) {
    this.#storage.writeDraft(conversationId, text);
  }

  // Inside

  #onEvent(event) {
    if (event.type !== 'typing') return this.store.dispatch(event);
    this.store.dispatch({ ...event, now: Date.now() });
    this.#after(TYPING_SHOWN_MS, () => this.store.dispatch({ type: 'typing.expired', now: Date.now() }));
  }

  #onPhase(change) {
    this.store.dispatch({ type: 'connection.changed', ...change });
    this.#watched = ''; // a new socket knows of nobody whom we watch
    if (change.phase !== 'live') return;
    this.#resume();
    this.#watch();
  }

  #watch() {
    this.#watching ??= this.#after(WATCH_AFTER_MS, () => {
      this.#watching = null;
      const { state } = this.store;
      if (state.connection.phase !== 'live') return;
      const userIds = watchedIn(state);
      const watched = userIds.join();
      if (watched === this.#watched) return;
      this.#watched = watched;
      this.#socket.say({ type: 'presence.watch', userIds });
    });
  }

  #onRefetch() {
    this.store.dispatch({ type: 'resync.began' });
    this.#reread();
    this.#after(LOOK_AGAIN_MS, () => this.#reread());
  }

  /** What the client does by itself when the state changed. */
  #follow(state, before, event) {
    if (state.outbox !== before.outbox) this.#storage.writeOutbox(state.outbox);

    if (state.conversations !== before.conversations || state.selectedId !== before.selectedId || state.blocks !== before.blocks) {
      this.#watch();
    }

    if (state.notes !== before.notes) this.#storage.writeNotes(state.notes);
    if (state.meeting !== before.meeting) this.#storage.writeMeeting(state.meeting);
    if (state.conversations !== before.conversations) this.#awaitMuteEnd();
    if (event.type.startsWith('loaded.') && state.conversations[event.conversationId]) {
      this.#meet(event.conversationId, strangersIn(state.conversations[event.conversationId]));
    }

    // what a block hid is shown again, or what it hides counts as unread no more: only the server knows how many
    if ((event.type === 'block.applied' || event.type === 'block.lifted') && state.blocks !== before.blocks) this.#reread();

    const changed = state.conversations[event.conversationId];
    if (!changed || changed.left || !Object.hasOwn(event, 'cursor')) return;
    const isNameless = Object.values(changed.members).some(({ username }) => !username);
    if (!changed.isKnown || changed.isMiscounted || changed.hasGap || isNameless || changed.history?.assumed) this.#lookInto(event.conversationId);
  }

  #awaitMuteEnd() {
    clearTimeout(this.#mutes);
    const end = nextMuteEnd(this.store.state);
    if (end === null) return;
    this.#mutes = setTimeout(() => {
      this.store.dispatch({ type: 'mute.expired', now: Date.now() });
      this.#awaitMuteEnd();
    }, Math.min(Math.max(0, end - Date.now()), LONGEST_WAIT_MS));
  }

  /** Reads the names of those who are no members any more, each once. */
  #meet(conversationId, userIds) {
    const { conversations } = this.store.state;
    for (const userId of userIds) {
      const key = `${conversationId} ${userId}`;
      if (this.#asked.has(key) || (conversations[conversationId] && personIn(conversations[conversationId], userId))) continue;
      this.#asked.add(key);
      this.#run(async () => {
        const person = await this.#api.user(userId);
        this.store.dispatch({ type: 'loaded.person', conversationId, person });
      });
    }
  }

  /** Reads all over HTTP; asked again meanwhile, once more. */
  #reread() {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.store.dispatch({ type: 'reread.began' });
    this.#reading = this.#run(async () => {
      do {
        this.#again = false;
        await this.#readAll();
      } while (this.#again);
    }).finally(() => {
      this.#reading = null;
      this.store.dispatch({ type: 'reread.ended' });
    });
  }

  async #readAll() {
    const [me, blocks, items] = await Promise.all([this.#api.me(), this.#api.blocks(), this.#api.conversations()]);
    this.store.dispatch({ type: 'loaded.me', me });
    this.store.dispatch({ type: 'loaded.blocks', userIds: blocks.map(({ userId }) => userId) });
    this.store.dispatch({ type: 'loaded.conversations', items });

    const { outbox, selectedId, conversations } = this.store.state;
    const orphaned = outbox.filter(({ isOrphan }) => isOrphan).map(({ conversationId }) => conversationId);
    const needed = new Set(orphaned);
    if (conversations[selectedId] && !conversations[selectedId].left) needed.add(selectedId);
    for (const conversationId of needed) await this.#run(() => this.#readNewest(conversationId));
  }

  async #readNewest(conversationId) {
    const { items } = await this.#onceArchived(() => this.#api.messages(conversationId, { limit: PAGE }));
    this.store.dispatch({ type: 'loaded.messages', conversationId, items, isNewest: true, limit: PAGE });
  }

  /** An event spoke of what we don't have: a conversation, a member's name, a message between. In a moment the archive has it. */
  #lookInto(conversationId) {
    if (this.#looking.has(conversationId)) return;
    this.#looking.add(conversationId);
    this.#after(LOOK_AGAIN_MS / 3, async () => {
      try {
        const item = await this.#onceArchived(() => this.#api.conversation(conversationId));
        this.store.dispatch({ type: 'loaded.conversation', item });
        if (this.store.state.conversations[conversationId].history !== null) await this.#readNewest(conversationId);
      } finally {
        this.#looking.delete(conversationId);
      }
    });
  }

  /** What the socket told of may not be archived yet, and then doesn't exist for HTTP, or we are not back in it: that is worth a few more looks. */
  async #onceArchived(read) {
    for (let attempt = 0; ; attempt++) {
      try {
        return await read();
      } catch (error) {
        const isEarly = error.status === 404 || error.code === 'not_a_member';
        if (!isEarly || attempt === LOOKS) throw error;
        await this.#pause(backOff(attempt, Math.random()));
      }
    }
  }

  async #markRead(conversationId) {
    let marked;
    do {
      marked = this.#marking.get(conversationId);
      await this.#api.markRead(conversationId, marked);
    } while (marked !== this.#marking.get(conversationId));
    this.#marking.delete(conversationId);
  }

  async #outcome({ commandId }) {
    const signal = AbortSignal.any([this.#running.signal, AbortSignal.timeout(OUTCOME_WITHIN_MS)]);
    const event = await this.store.until((state) => state.outcomes[commandId], { signal });
    if (event.type === 'command.rejected') throw new Rejected(event);
    return event;
  }

  /** The server is there again, or may be: what waits to try again needn't wait longer. */
  #resume() {
    this.#outbox.wake();
    for (const end of this.#paused) end();
  }

  #pause(ms) {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#paused.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#paused.add(end);
    });
  }

  #after(ms, work) {
    const stop = () => clearTimeout(timer);
    const timer = setTimeout(() => {
      this.#running.signal.removeEventListener('abort', stop);
      this.#run(work);
    }, ms);
    this.#running.signal.addEventListener('abort', stop, { once: true });
    return timer;
  }

  /** Does it until there is an answer. One that says no is the console's: nobody asked for this work, so nobody waits for it. */
  async #run(work) {
    for (let attempt = 0; !this.#running.signal.aborted; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof LoginEnded) return this.#end();
        if (!isTemporary(error)) {
          if (!(error instanceof Problem)) throw error;
          return console.warn('The server refused what the client did by itself.', error);
        }
        await this.#pause(Math.max(error.retryAfterMs ?? 0, backOff(attempt, Math.random())));
      }
    }
  }

  async #end(reason = 'ended') {
    if (this.#running.signal.aborted) return;
    this.stop();
    await this.#login.end();
    if (reason === 'bye') this.#storage.clear(); // else what was not sent waits for the same user's next login
    this.#onEnded(reason);
  }
}
