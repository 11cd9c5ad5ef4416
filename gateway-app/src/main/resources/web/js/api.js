import { Problem, request } from './http.js';

const part = encodeURIComponent;
const query = (values) => {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
};
const messagePath = (conversationId, seq) => `/v1/conversations/${part(conversationId)}/messages/${seq}`;

const memberPath = (conversationId, userId) => `/v1/conversations/${part(conversationId)}/members/${part(userId)}`;

/**
 * The HTTP calls that this client makes, one method each, as `openapi.json` describes them. They resolve to the answer's body and reject
 * with Problem, Unreachable or LoginEnded. Methods that order something resolve to `{commandId}` as soon as the order is durable; what
 * came of it is an event on the socket.
 */
export class Api {
  #login;

  constructor(login) {
    this.#login = login;
  }

  // Accounts: no login needed

  signUp = (account) => this.#open('POST', '/v1/accounts', account);
  verify = (email, code) => this.#open('POST', '/v1/accounts/verification', { email, code });
  config = () => this.#open('GET', '/config.json');
  resendCode = (email) => this.#open('POST', '/v1/accounts/verification/resend', { email });

  // Orders: answered by 202

  createDirect = (userId) => this.#call('POST', '/v1/conversations', { kind: 'direct', userId });
  createGroup = (clientId, title, userIds) =>
    this.#call('POST', '/v1/conversations', { kind: 'group', clientId, title, userIds });
  send = (conversationId, { clientMessageId, text, replyTo }) =>
    this.#call('POST', `/v1/conversations/${part(conversationId)}/messages`, { clientMessageId, text, replyTo });
  edit = (conversationId, seq, text) => this.#call('PATCH', messagePath(conversationId, seq), { text });
  remove = (conversationId, seq) => this.#call('DELETE', messagePath(conversationId, seq));
  react = (conversationId, seq, emoji) => this.#call('PUT', `${messagePath(conversationId, seq)}/reactions/${part(emoji)}`);
  unreact = (conversationId, seq, emoji) => this.#call('DELETE', `${messagePath(conversationId, seq)}/reactions/${part(emoji)}`);
  markRead = (conversationId, seq) => this.#call('PUT', `/v1/conversations/${part(conversationId)}/read`, { seq });
  /** @param until a time, null to want notice again, or undefined for good */
  mute = (conversationId, until) => this.#call('PUT', `/v1/conversations/${part(conversationId)}/mute`, { until });
  rename = (conversationId, title) => this.#call('PATCH', `/v1/conversations/${part(conversationId)}`, { title });
  addMember = (conversationId, userId) => this.#call('POST', `/v1/conversations/${part(conversationId)}/members`, { userId });
  removeMember = (conversationId, userId) => this.#call('DELETE', memberPath(conversationId, userId));
  changeRole = (conversationId, userId, role) => this.#call('PUT', `${memberPath(conversationId, userId)}/role`, { role });
  /** @param ticket {clientId, tags?, anyone?, pool?} */
  seek = (ticket) => this.#call('POST', '/v1/chatup/tickets', ticket);
  cancelTicket = () => this.#call('DELETE', '/v1/chatup/tickets/current');
  block = (userId) => this.#call('PUT', `/v1/me/blocks/${part(userId)}`);
  unblock = (userId) => this.#call('DELETE', `/v1/me/blocks/${part(userId)}`);

  // Changes: answered with what is there now

  changeMe = (change) => this.#call('PATCH', '/v1/me', change);
  changeTags = (tags) => this.#call('PUT', '/v1/me/tags', { tags });

  // Questions

  me = () => this.#call('GET', '/v1/me');
  wantedTags = (pool) => this.#call('GET', `/v1/chatup/tags${query({ pool, limit: 20 })}`);
  pools = () => this.#call('GET', '/v1/chatup/pools');
  blocks = () => this.#all('/v1/me/blocks');
  users = (prefix) => this.#call('GET', `/v1/users${query({ query: prefix, limit: 20 })}`);
  user = (userId) => this.#call('GET', `/v1/users/${part(userId)}`);
  conversations = () => this.#all('/v1/conversations');
  conversation = (conversationId) => this.#call('GET', `/v1/conversations/${part(conversationId)}`);
  messages = (conversationId, { before, after, limit }) =>
    this.#call('GET', `/v1/conversations/${part(conversationId)}/messages${query({ before, after, limit })}`);
  search = (q, { conversationId, cursor, limit }) =>
    this.#call('GET', `/v1/search/messages${query({ q, conversationId, cursor, limit })}`);

  logOut = () => this.#call('DELETE', '/v1/sessions/current');

  async #open(method, path, body) {
    return (await request(method, path, { body })).body;
  }

  async #call(method, path, body) {
    const { accessToken } = await this.#login.tokens();
    try {
      return (await request(method, path, { body, accessToken })).body;
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      const renewed = await this.#login.renewed(accessToken); // it was refused, so nothing was done and asking again is safe
      return (await request(method, path, { body, accessToken: renewed.accessToken })).body;
    }
  }

  /** All pages of a list. */
  async #all(path) {
    const items = [];
    let cursor;
    do {
      const page = await this.#call('GET', `${path}${query({ limit: 100, cursor })}`);
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return items;
  }
}
