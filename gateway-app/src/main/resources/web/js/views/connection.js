import { h, setText, show } from './dom.js';

const seconds = (ms) => Math.max(0, Math.ceil(ms / 1000));

/** What the connection is doing, without varnish: `[short, spoken]`. The spoken text has no countdown, which would be told each second. */
function words({ phase, replayed, retryAt, rereading }, now) {
  switch (phase) {
    case 'connecting':
      return ['Connecting…', 'Connecting'];
    case 'catching_up':
      return [replayed === 0 ? 'Catching up…' : `Catching up: ${replayed}…`, 'Catching up'];
    case 'live':
      return rereading ? ['Live, reading history again…', 'Reading history again'] : ['Live', 'Connected'];
    case 'waiting': {
      const left = seconds(retryAt - now);
      return [left === 0 ? 'Offline, trying again…' : `Offline, trying again in ${left} s`, 'Offline, trying again soon'];
    }
    case 'displaced':
      return ['Paused: too many windows', 'Paused, open in too many windows'];
    default:
      return ['Not connected', 'Not connected'];
  }
}

export function connectionView({ reconnect }) {
  const shown = h('span', { class: 'connection-text', 'aria-hidden': 'true', data: { testid: 'connection-text' } });
  const spoken = h('span', { class: 'unseen', role: 'status' });
  const again = h('button', { type: 'button', class: 'link', data: { testid: 'connection-retry' }, on: { click: reconnect } });
  const dot = h('span', { class: 'dot', 'aria-hidden': 'true' });
  const element = h('div', { class: 'connection', data: { testid: 'connection' } }, dot, shown, spoken, again);
  return {
    element,
    render({ connection }) {
      const { phase, rereading, replayed } = connection;
      const [short, long] = words(connection, Date.now());
      element.dataset.phase = phase;
      element.dataset.rereading = rereading;
      element.dataset.replayed = replayed;
      setText(shown, short);
      setText(spoken, long);
      setText(again, phase === 'displaced' ? 'Use this one' : 'Try now');
      show(again, phase === 'waiting' || phase === 'displaced');
    },
  };
}
