import { nameOf, personIn } from '../questions.js';

const ROLES = { owner: 'an owner', admin: 'an admin', member: 'a member' };

/** Whom one met, and what both are interested in. */
export function metText({ peer, sharedTags }) {
  const name = peer.displayName || 'someone';
  if (sharedTags.length === 0) return `You met ${name}. Nobody who shares your interests was there, but you both wanted to talk.`;
  return `You met ${name}. You share ${listed(sharedTags)}.`;
}

export const listed = (words) => (words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

/** What happened to a group, in words: “Ann added you”, “Ben left”; or how a conversation of strangers began. */
export function noteText(note, conversation, me) {
  const { type, by, userId, role, title } = note;
  const subject = (id) => (id === me ? 'You' : nameOf(personIn(conversation, id)));
  const object = (id) => (id === me ? 'you' : nameOf(personIn(conversation, id)));
  switch (type) {
    case 'chatup.matched':
      return metText(note);
    case 'conversation.created':
      return `${subject(by)} created the group`;
    case 'conversation.changed':
      return `${subject(by)} renamed the group to “${title}”`;
    case 'member.added':
      return `${subject(by)} added ${object(userId)}`;
    case 'member.removed':
      return by === userId ? `${subject(by)} left` : `${subject(by)} removed ${object(userId)}`;
    default:
      if (by === userId) return `${subject(by)} ${by === me ? 'are' : 'is'} ${ROLES[role]} now`;
      return `${subject(by)} made ${object(userId)} ${ROLES[role]}`;
  }
}
