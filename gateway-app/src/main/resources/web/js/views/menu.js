import { h, show } from './dom.js';
import { popup } from './popup.js';

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

/**
 * What can be done with one message. Deleting takes a second press.
 *
 * @param actions `toggle` (row, emoji), `reply`, `edit` and `remove` (row); `rights` and `reactions` (row) say what may be and what is
 */
export function messageMenu(actions) {
  let row = null;

  const menu = popup('Message', 'message-actions');
  const reactions = h('div', { class: 'menu-emoji', role: 'group', 'aria-label': 'React' });
  menu.element.append(reactions);
  const reply = menu.item('reply', 'Reply', 'menu-reply', () => actions.reply(row));
  const edit = menu.item('edit', 'Edit', 'menu-edit', () => actions.edit(row));
  const remove = menu.item('trash', 'Delete', 'menu-delete', () => actions.remove(row), { question: () => 'Delete for everyone?', style: 'bad' });

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
            menu.close();
            actions.toggle(row, emoji);
          },
        },
      },
      emoji,
    );
  }

  return {
    element: menu.element,
    open(button, ofRow) {
      row = ofRow;
      const given = actions.reactions(row);
      const isGiven = (emoji) => given.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(actions.me()));
      reactions.replaceChildren(...EMOJI.map(([emoji, name]) => emojiButton(emoji, name, isGiven(emoji))));
      const rights = actions.rights(row);
      show(reactions, rights.react);
      show(reply, rights.reply);
      show(edit, rights.edit);
      show(remove, rights.delete);
      menu.open(button);
    },
    close: menu.close,
  };
}
