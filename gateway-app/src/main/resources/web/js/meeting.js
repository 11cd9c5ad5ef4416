/**
 * Seeking a stranger to talk to, as a part of the state, and what the views ask of it. Like all of the state it is changed by pure
 * functions; all devices of a user hear of every ticket, whichever of them asked for it.
 *
 *     status          `idle`, `asking` (this window’s order is under way), `waiting`, `matched`, or how it ended: `expired`, `cancelled`
 *                     (with `reason` user, gone or suspended) or `refused` (with `reason`, an error or a rejection)
 *     wish            what this window sought last: {tags, anyone, pool?}, null if nothing; sought again with the same
 *     commandId       of this window’s order, null before it is taken (202)
 *     ticketId        of the ticket that waits or was matched; null where another device’s is not known by its id
 *     askedBy         the command that the ticket came of
 *     since           when it began to wait; with `waiting`, how many waited then, and `estimatedWaitMs` where there was ground for a guess
 *     isEnding        whether it is being given up
 *     peer            who was met: {userId, displayName}, with `sharedTags` and `conversationId`
 *     ended           tickets of which the end is known: a replay tells of them again, which is no news
 */
export const NOT_MEETING = Object.freeze({ status: 'idle', wish: null, commandId: null, ended: [] });

const ENDED_KEPT = 50;

export const meetingHandlers = {
  // This client's own

  'meeting.restored': (state, { meeting }) => withMeeting(state, restored(meeting)),

  'meeting.asked': (state, { wish }) => withMeeting(state, { ...fresh(state.meeting), status: 'asking', wish }),

  /** The gateway took it (202). The topology's answer may have been here first. */
  'meeting.accepted'(state, { commandId }) {
    const outcome = state.outcomes[commandId];
    const asked = withMeeting(state, { ...state.meeting, commandId });
    return outcome?.type === 'command.rejected' ? withRefusal(asked, outcome) : asked;
  },

  /** A ticket that shows up all the same was taken, and the answer lost. */
  'meeting.failed': (state, { reason }) =>
    state.meeting.status === 'asking' ? withMeeting(state, { ...fresh(state.meeting), status: 'refused', reason }) : state,

  'meeting.ending': (state, { isEnding }) => (isSeeking(state) ? withMeeting(state, { ...state.meeting, isEnding }) : state),

  /** There is no ticket, says who keeps them. */
  'meeting.forgotten': (state) => (isSeeking(state) ? withMeeting(state, fresh(state.meeting)) : state),

  // The socket's

  'chatup.waiting'(state, { ticketId, commandId, at, waiting, estimatedWaitMs }) {
    const { meeting } = state;
    if (meeting.ended.includes(ticketId)) return state;
    const isSame = meeting.status === 'waiting' && meeting.ticketId === ticketId;
    const ended = meeting.status === 'waiting' && meeting.ticketId && !isSame ? withEnded(meeting, meeting.ticketId) : meeting.ended;
    return withMeeting(state, {
      ...fresh(meeting),
      ended,
      status: 'waiting',
      commandId: meeting.commandId,
      ticketId,
      askedBy: commandId,
      since: isSame ? meeting.since : at,
      waiting,
      estimatedWaitMs,
      isEnding: isSame && meeting.isEnding,
    });
  },

  /** Where this window knew nothing of the ticket, it is told of the match all the same. */
  'chatup.matched'(state, { ticketId, conversationId, peer, sharedTags }) {
    const { meeting } = state;
    if (meeting.ended.includes(ticketId)) return state;
    const ended = withEnded(meeting, ticketId);
    if (meeting.status === 'asking' || isOfAnother(meeting, ticketId)) return withMeeting(state, { ...meeting, ended });
    if (state.selectedId === conversationId) return withMeeting(state, { ...fresh(meeting), ended });
    return withMeeting(state, { ...fresh(meeting), ended, status: 'matched', ticketId, conversationId, peer, sharedTags });
  },

  'chatup.expired': (state, { ticketId }) => withEnd(state, ticketId, { status: 'expired' }),

  'chatup.cancelled': (state, { ticketId, reason }) => withEnd(state, ticketId, { status: 'cancelled', reason }),
};

/** What other events, which mean something else too, do to it. */
export function followMeeting(state, event) {
  const { meeting } = state;
  switch (event.type) {
    case 'command.rejected':
      return meeting.commandId !== null && event.commandId === meeting.commandId ? withRefusal(state, event) : state;
    case 'resync.began': // what became of a ticket may be among what was missed
      return meeting.status === 'waiting' ? withMeeting(state, fresh(meeting)) : state;
    case 'conversation.selected':
    case 'member.removed':
      return meeting.status === 'matched' && event.conversationId === meeting.conversationId ? withMeeting(state, fresh(meeting)) : state;
    default:
      return state;
  }
}

/** What a window keeps over a reload: an order of which nothing was heard yet is forgotten, its ticket shows up if there is one. */
const restored = (meeting) => (meeting.status === 'asking' ? fresh(meeting) : { ...NOT_MEETING, ...meeting, isEnding: false });

const fresh = ({ wish, ended }) => ({ ...NOT_MEETING, wish, ended });

const withMeeting = (state, meeting) => ({ ...state, meeting });

const withEnded = ({ ended }, ticketId) => [...ended.filter((id) => id !== ticketId), ticketId].slice(-ENDED_KEPT);

const isOfAnother = ({ status, ticketId }, another) => status === 'waiting' && Boolean(ticketId) && ticketId !== another;

function withEnd(state, ticketId, end) {
  const { meeting } = state;
  if (meeting.ended.includes(ticketId)) return state;
  const ended = withEnded(meeting, ticketId);
  if (meeting.status !== 'waiting' || isOfAnother(meeting, ticketId)) return withMeeting(state, { ...meeting, ended });
  return withMeeting(state, { ...fresh(meeting), ended, ...end });
}

/** One who waits already does so by another device: its ticket is shown, as far as it is known. */
function withRefusal(state, { code, detail }) {
  const { meeting } = state;
  if (meeting.status !== 'asking') return state;
  if (code === 'already_waiting') return withMeeting(state, { ...fresh(meeting), status: 'waiting', ticketId: null });
  return withMeeting(state, { ...fresh(meeting), status: 'refused', reason: { code, detail } });
}

// What the views ask

/** Whether somebody is being sought. */
export const isSeeking = ({ meeting }) => meeting.status === 'asking' || meeting.status === 'waiting';

/** What is sought, where this window asked for it; else null. */
export function soughtBy({ meeting }) {
  if (meeting.status === 'asking') return meeting.wish;
  const isMine = meeting.status === 'waiting' && Boolean(meeting.askedBy) && meeting.askedBy === meeting.commandId;
  return isMine ? meeting.wish : null;
}

/** Of the notes, the one of the last time that a conversation came of a match; undefined where it never did. */
export const encounterIn = ({ notes }, conversationId) =>
  notes.findLast((note) => note.type === 'chatup.matched' && note.conversationId === conversationId);

/** What one is interested in, as the server makes it normal: in lower case, trimmed, each once. */
export function normalTags(texts) {
  return [...new Set(texts.map((text) => text.trim().toLowerCase()).filter((text) => text !== ''))];
}

export const MOST_TAGS = 20;
export const LONGEST_TAG = 32;
