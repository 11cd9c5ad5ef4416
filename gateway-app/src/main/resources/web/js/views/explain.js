const TEXTS = {
  blocked: 'One of you has blocked the other, so this was not delivered.',
  not_a_member: 'You are no longer in this conversation.',
  not_allowed: 'You are not allowed to do this.',
  unknown_conversation: 'This conversation does not exist any more.',
  unknown_message: 'This message is not there any more.',
  unknown_user: 'There is no such person any more.',
  client_message_id_reused: 'This message was already sent with another text.',
};

/** What to tell the user of a reason or an error: our words for the codes that we know, else the server's. */
export function explain({ code, detail, message }) {
  if (Object.hasOwn(TEXTS, code ?? '')) return TEXTS[code];
  return detail ?? message ?? 'Something went wrong.';
}

/** Turns an error of a call into words, also where the connection is at fault. */
export function explainError(error) {
  if (error.name === 'Unreachable') return 'The server could not be reached. Try again in a moment.';
  if (error.name === 'TimeoutError') return 'The server took this, but its answer is late. It will appear here when it is done.';
  if (error.status === 429) return 'That was a bit fast. Wait a moment and try again.';
  if (error.status >= 500) return 'The server is busy. Try again in a moment.';
  return explain(error);
}
