const TEXTS = {
  already_a_member: 'They are in this group already.',
  blocked: 'One of you has blocked the other, so this was not delivered.',
  not_a_member: 'You are no longer in this conversation.',
  not_allowed: 'You are not allowed to do this.',
  not_found: 'This is not there, or not for you.',
  unknown_conversation: 'This conversation does not exist any more.',
  unknown_message: 'This message is not there any more.',
  unknown_user: 'There is no such person any more.',
  client_message_id_reused: 'This message was already sent with another text.',
};

/** What to tell the user of a reason or an error: our words for the codes that we know, else the server's. */
export function explain({ code, detail, message, errors = [] }, words = {}) {
  const texts = { ...TEXTS, ...words };
  if (Object.hasOwn(texts, code ?? '')) return texts[code];
  if (errors.length > 0) return errors.map(fault).join(' ');
  return sentence(detail ?? message ?? 'something went wrong');
}

/** Turns an error of a call into words, also where the connection is at fault. `words` are those for codes of the place. */
export function explainError(error, words) {
  if (error.name === 'Unreachable') return 'The server could not be reached. Try again in a moment.';
  if (error.name === 'TimeoutError') return 'The server took this, but its answer is late. It will appear here when it is done.';
  if (error.status === 429) return 'That was a bit fast. Wait a moment and try again.';
  if (error.status >= 500) return 'The server is busy. Try again in a moment.';
  return explain(error, words);
}

/** `{pointer: "/title", detail: "must have …"}` → “The title must have ….” */
const fault = ({ pointer = '', detail }) => {
  const field = pointer.replace(/^[/?]/, '');
  return sentence(/^\w+$/.test(field) && detail.startsWith('must') ? `the ${field} ${detail}` : detail);
};

const sentence = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1) + (/[.!?…]$/.test(text) ? '' : '.');
