import { h, icon } from './dom.js';

/** A modal dialog: the browser's own, which keeps the focus inside, closes on Escape and gives the focus back. */
export function modal(testid, title, content) {
  const heading = h('h2', { id: `${testid}-title` }, title);
  const close = h('button', { type: 'button', class: 'plain round', 'aria-label': 'Close', data: { testid: `${testid}-close` } }, icon('close'));
  const element = h(
    'dialog',
    { class: 'modal', 'aria-labelledby': `${testid}-title`, data: { testid } },
    h('div', { class: 'modal-box' }, h('header', { class: 'modal-head' }, heading, close), ...content),
  );
  close.addEventListener('click', () => element.close());
  element.addEventListener('click', ({ target }) => target === element && element.close()); // outside of the box
  return { element, heading, open: () => element.showModal(), close: () => element.close() };
}
