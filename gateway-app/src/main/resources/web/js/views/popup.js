import { h, icon, setText } from './dom.js';

const GAP_PX = 6;

/**
 * A menu that comes up beside a button: a popover of the browser's, which closes on Escape or a click beside it and gives the focus back.
 * Arrow keys lead through it. On a phone it is at the bottom of the page, as the style sheet says.
 */
export function popup(label, testid) {
  const element = h('div', { class: 'menu', popover: 'auto', role: 'menu', 'aria-label': label, data: { testid } });
  const questions = new Map(); // of items that take a second press: their button → what shows that it is asked

  function place(button) {
    const at = button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = element;
    const left = Math.min(Math.max(GAP_PX, at.left + at.width / 2 - width / 2), innerWidth - width - GAP_PX);
    const above = at.top - height - GAP_PX;
    const top = above >= GAP_PX ? above : Math.min(at.bottom + GAP_PX, innerHeight - height - GAP_PX);
    element.style.setProperty('--left', `${left}px`);
    element.style.setProperty('--top', `${top}px`);
  }

  const items = () => [...element.querySelectorAll('button')].filter((button) => !button.closest('[hidden]'));

  element.addEventListener('keydown', (event) => {
    const all = items();
    const index = all.indexOf(document.activeElement);
    const next = { ArrowRight: index + 1, ArrowDown: index + 1, ArrowLeft: index - 1, ArrowUp: index - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Tab') element.hidePopover();
    if (next === undefined) return;
    event.preventDefault();
    all[(next + all.length) % all.length].focus();
  });

  return {
    element,
    /** @param question is asked at the first press; the second does it */
    item(drawing, label, testid, action, { question, style = '' } = {}) {
      const text = h('span', {}, label);
      const button = h('button', { type: 'button', class: `menu-item ${style}`, role: 'menuitem', tabindex: -1, data: { testid } }, icon(drawing), text);
      if (question) questions.set(button, { isAsked: false, ask: (isAsked) => setText(text, isAsked ? question() : label) });
      button.addEventListener('click', () => {
        const asking = questions.get(button);
        if (asking && !asking.isAsked) {
          asking.isAsked = true;
          return asking.ask(true);
        }
        element.hidePopover();
        action();
      });
      element.append(button);
      return button;
    },
    open(button) {
      for (const asking of questions.values()) {
        asking.isAsked = false;
        asking.ask(false);
      }
      element.showPopover();
      place(button);
      items()[0]?.focus({ preventScroll: true });
    },
    close: () => element.matches(':popover-open') && element.hidePopover(),
  };
}
