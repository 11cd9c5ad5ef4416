import { nameOf, personIn } from '../questions.js';

const ROLES = { owner: 'an owner', admin: 'an admin', member: 'a member' };

/** What happened to a group, in words: “Ann added you”, “Ben left”. */
export function noteText({ type, by, userId, role, title }, conversation, me) {
  const subject = (id) => (id === me ? 'You' : nameOf(personIn(conversation, id)));
  const object = (id) => (id === me ? 'you' : nameOf(personIn(conversation, id)));
  switch (type) {
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
