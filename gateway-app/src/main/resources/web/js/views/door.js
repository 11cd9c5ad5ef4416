import { isSeeking } from '../meeting.js';
import { h, icon, setAttribute, setText, show } from './dom.js';
import { minutesAndSeconds } from './format.js';

/** The way to meeting someone, beside the conversations: it says how the search stands, wherever one is. */
export function meetDoor() {
  const text = h('span', { class: 'door-text' });
  const time = h('span', { class: 'door-time', 'aria-hidden': 'true' });
  const element = h('a', { class: 'door', href: '#/meet', data: { testid: 'meet-open' } }, icon('meet'), text, time);
  return {
    element,
    render(state, isHere) {
      const { status, since, peer } = state.meeting;
      element.dataset.status = status;
      setAttribute(element, 'aria-current', isHere ? 'page' : null);
      setText(text, isSeeking(state) ? 'Looking for somebody…' : status === 'matched' ? `You met ${peer.displayName || 'someone'}` : 'Meet someone new');
      const isTimed = status === 'waiting' && Boolean(since);
      setText(time, isTimed ? minutesAndSeconds(Date.now() - Date.parse(since)) : '');
      show(time, isTimed);
    },
  };
}
