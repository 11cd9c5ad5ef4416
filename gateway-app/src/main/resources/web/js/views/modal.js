import { h, icon, setText, show } from './dom.js';
import { explainError } from './explain.js';

/** A modal dialog: the browser's own, which keeps the focus inside, closes on Escape and gives the focus back. */
export function modal(testid, title, content) {
  const heading = h('h2', { id: `${testid}-title`, tabindex: -1 }, title);
  const close = h('button', { type: 'button', class: 'plain round', 'aria-label': 'Close', data: { testid: `${testid}-close` } }, icon('close'));
  const failure = h('p', { class: 'bad', role: 'alert', hidden: true, data: { testid: `${testid}-error` } });
  const element = h(
    'dialog',
    { class: 'modal', 'aria-labelledby': `${testid}-title`, data: { testid } },
    h('div', { class: 'modal-box' }, h('header', { class: 'modal-head' }, heading, close), failure, ...content),
  );
  close.addEventListener('click', () => element.close());
  element.addEventListener('click', ({ target }) => target === element && element.close()); // outside of the box
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.target.type !== 'search') return;
    event.preventDefault(); // the browser's own use of the key there is to empty the field
    element.close();
  });

  function tell(text) {
    setText(failure, text);
    show(failure, text !== '');
  }

  return {
    element,
    heading,
    tell,
    /** Does it, and tells here why it could not be done. `words` are those for codes that mean something of its own here. */
    async act(work, words) {
      tell('');
      try {
        await work();
      } catch (error) {
        tell(explainError(error, words));
        failure.scrollIntoView({ block: 'nearest' });
      }
      if (element.open && !element.contains(document.activeElement)) heading.focus(); // what had it is gone
    },
    open() {
      tell('');
      element.showModal();
    },
    close: () => element.close(),
  };
}
