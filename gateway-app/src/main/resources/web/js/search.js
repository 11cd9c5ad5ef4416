import { hasWords } from './words.js';

/**
 * A search for messages as one value, and how it changes: `search(state, event)` is pure. Answers name the question they are of, so one
 * that comes late doesn't replace a newer one.
 *
 *     asked      counts the questions
 *     query      the words
 *     place      the conversation's id, or null for all
 *     status     `idle` (nothing is asked), `wordless`, `searching`, `found`, `more` (reads on) or `failed`
 *     items      the messages that were found, newest first
 *     next       the cursor of the page after, or undefined
 *     error      why it failed
 */
export const initial = Object.freeze({ asked: 0, query: '', place: null, status: 'idle', items: [], next: undefined, error: null });

/** The longest query that the server takes. */
export const LONGEST_QUERY = 200;

export function search(state, event) {
  if (event.type !== 'asked' && event.asked !== state.asked) return state;
  switch (event.type) {
    case 'asked': {
      const { query, place } = event;
      const status = query.trim() === '' ? 'idle' : hasWords(query) ? 'searching' : 'wordless';
      const items = status === 'searching' && place === state.place ? state.items : []; // those of before stay until there are others
      return { ...initial, asked: state.asked + 1, query, place, status, items };
    }
    case 'continued':
      return { ...state, status: 'more', error: null };
    case 'answered': {
      const items = state.status === 'more' ? [...state.items, ...event.items] : event.items;
      return { ...state, status: 'found', items, next: event.next };
    }
    case 'failed':
      return { ...state, status: 'failed', error: event.error, items: state.status === 'more' ? state.items : [] };
    default:
      return state;
  }
}
