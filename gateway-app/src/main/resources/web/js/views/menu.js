import { h, icon, setText, show } from './dom.js';

const EMOJI = [
  ['👍', 'thumbs up'],
  ['❤️', 'heart'],
  ['😂', 'tears of joy'],
  ['🎉', 'party'],
  ['😮', 'astonished'],
  ['😢', 'sad'],
  ['🙏', 'thank you'],
  ['👀', 'eyes'],
];
const GAP_PX = 6;

/**
 * What can be done with one message: a popover of the browser's, which closes on Escape or a click beside it and gives the focus back.
 * Arrow keys lead through it. Deleting takes a second press.
 *
 * @param actions `toggle` (row, emoji), `reply`, `edit` and `remove` (row); `rights` and `reactions` (row) say what may be and what is
 */
export function messageMenu(actions) {
  let row = null;
  let isSure = false;

  const reactions = h('div', { class: 'menu-emoji', role: 'group', 'aria-label': 'React' });
  const reply = item('reply', 'Reply', 'menu-reply', () => actions.reply(row));
  const edit = item('edit', 'Edit', 'menu-edit', () => actions.edit(row));
  const remove = item('trash', 'Delete', 'menu-delete', () => actions.remove(row), 'bad');
  const element = h(
    'div',
    { class: 'menu', popover: 'auto', role: 'menu', 'aria-label': 'Message', data: { testid: 'message-actions' } },
    reactions,
    reply,
    edit,
    remove,
  );

  function item(drawing, label, testid, action, style = '') {
    const text = h('span', {}, label);
    const button = h('button', { type: 'button', class: `menu-item ${style}`, role: 'menuitem', tabindex: -1, data: { testid } }, icon(drawing), text);
    button.addEventListener('click', () => {
      if (button === remove && !isSure) {
        isSure = true;
        setText(text, 'Delete for everyone?');
        return;
      }
      element.hidePopover();
      action();
    });
    return button;
  }

  function emojiButton(emoji, name, isGiven) {
    return h(
      'button',
      {
        type: 'button',
        class: 'menu-react emoji',
        role: 'menuitemcheckbox',
        'aria-checked': String(isGiven),
        'aria-label': name,
        title: name,
        tabindex: -1,
        data: { testid: 'menu-react', emoji },
        on: {
          click() {
            element.hidePopover();
            actions.toggle(row, emoji);
          },
        },
      },
      emoji,
    );
  }

  /** Beside the button, and on a phone at the bottom of the page, as the style sheet says. */
  function place(button) {
    const at = button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = element;
    const left = Math.min(Math.max(GAP_PX, at.left + at.width / 2 - width / 2), innerWidth - width - GAP_PX);
    const above = at.top - height - GAP_PX;
    const top = above >= GAP_PX ? above : Math.min(at.bottom + GAP_PX, innerHeight - height - GAP_PX);
    element.style.setProperty('--left', `${left}px`);
    element.style.setProperty('--top', `${top}px`);
  }

  const items = () => [...element.querySelectorAll('button')].filter((button) => !button.hidden);

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
    open(button, ofRow) {
      row = ofRow;
      isSure = false;
      const given = actions.reactions(row);
      const isGiven = (emoji) => given.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(actions.me()));
      reactions.replaceChildren(...EMOJI.map(([emoji, name]) => emojiButton(emoji, name, isGiven(emoji))));
      const rights = actions.rights(row);
      show(reactions, rights.react);
      show(reply, rights.reply);
      show(edit, rights.edit);
      show(remove, rights.delete);
      setText(remove.querySelector('span'), 'Delete');
      element.showPopover();
      place(button);
      items()[0]?.focus({ preventScroll: true });
    },
    close: () => element.matches(':popover-open') && element.hidePopover(),
  };
}
