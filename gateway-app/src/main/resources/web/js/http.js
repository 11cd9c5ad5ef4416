/** The server answered with an error: RFC 9457, with `code` as the word to decide by. */
export class Problem extends Error {
  constructor({ status, code, title, detail, errors, retryAfterMs }) {
    super(detail ?? title ?? `The server answered ${status}.`);
    this.name = 'Problem';
    this.status = status;
    this.code = code ?? `http_${status}`;
    this.errors = errors ?? [];
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same request may well succeed later. */
  get isTemporary() {
    return this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** There was no answer. Whether the server did what was asked is unknown, so only what is idempotent is sent again. */
export class Unreachable extends Error {
  constructor(cause) {
    super('The server could not be reached.', { cause });
    this.name = 'Unreachable';
  }
}

/** Whether waiting may help: no answer, or one that says so. */
export const isTemporary = (error) => error instanceof Unreachable || (error instanceof Problem && error.isTemporary);

/**
 * One request. Resolves to `{body, servedAt}`: the JSON (undefined if there is none), and the server's clock in milliseconds (ours
 * where it sent none). Rejects with {@link Problem} or {@link Unreachable}.
 */
export async function request(method, path, { body, accessToken, timeoutMs = 20_000 } = {}) {
  const headers = { Accept: 'application/json, application/problem+json' };
  if (accessToken) headers.Authorization = `Bearer ${accessToken}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';

  let response, text;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      signal: timeoutMs ? AbortSignal.timeout(timeoutMs) : undefined,
    });
    text = await response.text();
  } catch (cause) {
    throw new Unreachable(cause);
  }

  const content = parse(text);
  if (!response.ok) {
    throw new Problem({ ...content, status: response.status, retryAfterMs: retryAfterMs(response.headers) });
  }
  return { body: content, servedAt: Date.parse(response.headers.get('Date') ?? '') || Date.now() };
}

function parse(text) {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined; // a proxy's page, not the gateway's answer: the status says all there is
  }
}

function retryAfterMs(headers) {
  const seconds = Number.parseInt(headers.get('Retry-After') ?? '', 10);
  return Number.isNaN(seconds) ? undefined : seconds * 1000;
}
