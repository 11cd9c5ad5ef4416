import { nameOf, personIn } from '../questions.js';
import { avatar, find, h, icon, keyed, setAttribute, setText, show } from './dom.js';
import { explain } from './explain.js';
import { dayName, fullTime, timeOfDay } from './format.js';
import { noteText } from './note.js';

/** One row of a conversation: `create` makes it, `update` fills it again when its message has changed. */
export function create(row) {
  if (row.kind === 'day') return h('li', { class: 'divider day', data: { testid: 'day' } }, h('span', { data: { part: 'day' } }));
  if (row.kind === 'note') return h('li', { class: row.type === 'chatup.matched' ? 'note met' : 'note', data: { testid: 'system-line' } });
  if (row.kind === 'new') return h('li', { class: 'divider new', data: { testid: 'new-messages' } }, h('span', {}, 'New'));

  return h(
    'li',
    { class: 'row', data: { testid: 'message' } },
    h('span', { class: 'row-avatar', data: { part: 'avatar' } }),
    h(
      'div',
      { class: 'row-body', data: { part: 'body' } },
      h('span', { class: 'row-name', data: { part: 'name', testid: 'message-sender' } }),
      h(
        'div',
        { class: 'bubble' },
        h(
          'button',
          { type: 'button', class: 'quote', hidden: true, data: { part: 'quote', testid: 'message-quote' } },
          h('span', { class: 'quote-name', data: { part: 'quote-name' } }),
          h('span', { class: 'quote-text', dir: 'auto', data: { part: 'quote-text' } }),
        ),
        h('p', { class: 'text', dir: 'auto', data: { part: 'text', testid: 'message-text' } }),
        h(
          'span',
          { class: 'meta' },
          h('span', { data: { part: 'edited', testid: 'message-edited' }, hidden: true }, 'edited'),
          h('time', { data: { part: 'time', testid: 'message-time' } }),
          h('span', { class: 'state', data: { part: 'state' } }),
        ),
      ),
      h('div', { class: 'reactions', hidden: true, data: { part: 'reactions', testid: 'message-reactions' } }),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'plain round row-menu',
        'aria-haspopup': 'menu',
        hidden: true,
        tabindex: -1,
        data: { part: 'menu', testid: 'message-menu' },
      },
      icon('more'),
    ),
  );
}

/**
 * @param actions what can be done: `retry` and `discard` a rejected message, by its clientMessageId; with one that was sent, `openMenu`
 *     (button, row), `jumpTo` (seq) the one that it answers, and `toggle` (row, emoji) a reaction
 */
export function update(element, row, conversation, actions) {
  if (row.kind === 'day') return setText(find(element, 'day'), dayName(row.at));
  if (row.kind === 'note') {
    setAttribute(element, 'title', fullTime(row.at));
    return setText(element, noteText(row, conversation, actions.me()));
  }
  if (row.kind === 'new' || isDrawn(element, row, conversation)) return;

  const isGroup = conversation.kind === 'group';
  const sender = nameOf(personIn(conversation, row.senderId));
  Object.assign(element.dataset, { state: row.status, own: row.isMine });
  if (row.seq) element.dataset.seq = row.seq;
  if (row.clientMessageId) element.dataset.clientMessageId = row.clientMessageId;
  element.classList.toggle('mine', row.isMine);
  element.classList.toggle('continues', row.continues);
  element.classList.toggle('in-group', isGroup);

  const name = find(element, 'name');
  setText(name, row.isMine ? 'You' : sender);
  name.classList.toggle('unseen', row.isMine || row.continues || !isGroup);
  const picture = find(element, 'avatar');
  show(picture, isGroup && !row.isMine);
  if (isGroup && !row.isMine && picture.dataset.name !== sender) {
    picture.dataset.name = sender;
    picture.replaceChildren(avatar(row.senderId, sender));
  }

  updateQuote(find(element, 'quote'), row, conversation, actions);
  const text = find(element, 'text');
  setText(text, row.deleted ? 'This message was deleted.' : row.text);
  text.classList.toggle('deleted', row.deleted === true);
  show(find(element, 'edited'), Boolean(row.editedAt) && !row.deleted);
  const time = find(element, 'time');
  setText(time, timeOfDay(row.at));
  setAttribute(time, 'datetime', row.at);
  setAttribute(time, 'title', fullTime(row.at));
  if (row.isMine) updateState(find(element, 'state'), row, isGroup);

  updateRefusal(element, row, actions);
  updateReactions(find(element, 'reactions'), row, conversation, actions);
  const menu = find(element, 'menu');
  show(menu, row.status === 'sent' && !row.deleted && !conversation.left);
  setAttribute(menu, 'aria-label', `${row.isMine ? 'Your message' : `Message of ${sender}`}, what to do: ${snippet(row.text ?? '')}`);
  menu.onclick = () => actions.openMenu(menu, row);
}

const drawn = new WeakMap();

/** Whether the element shows this already, as nearly all do when something has changed. */
function isDrawn(element, { source, continues, quoted, reactions, receipt }, { members, past, left }) {
  const now = [source, continues, quoted, reactions, members, past, left, receipt?.status, receipt?.readers];
  const before = drawn.get(element);
  if (before && now.every((value, i) => value === before[i])) return true;
  drawn.set(element, now);
  return false;
}

function updateQuote(element, { replyTo, quoted, deleted }, conversation, actions) {
  show(element, replyTo !== undefined && !deleted);
  if (element.hidden) return;
  setText(find(element, 'quote-name'), quoted ? nameOf(personIn(conversation, quoted.senderId)) : 'Earlier message');
  setText(find(element, 'quote-text'), quoted ? (quoted.deleted ? 'This message was deleted.' : snippet(quoted.text)) : 'Show it');
  element.onclick = () => actions.jumpTo(replyTo);
}

function updateReactions(element, row, conversation, actions) {
  const reactions = row.reactions ?? [];
  show(element, reactions.length > 0);
  keyed(
    element,
    reactions,
    ({ emoji }) => emoji,
    ({ emoji }) =>
      h(
        'button',
        { type: 'button', class: 'reaction', data: { testid: 'reaction', emoji } },
        h('span', { class: 'emoji' }, emoji),
        h('span', { data: { part: 'count' } }),
      ),
    (button, { emoji, userIds }) => {
      const isMine = userIds.includes(actions.me());
      const names = userIds.map((userId) => (userId === actions.me() ? 'You' : nameOf(personIn(conversation, userId))));
      setText(find(button, 'count'), String(userIds.length));
      setAttribute(button, 'aria-pressed', String(isMine));
      setAttribute(button, 'title', listOf(names));
      setAttribute(button, 'aria-label', `${emoji} ${listOf(names)}`);
      button.disabled = conversation.left;
      button.onclick = () => actions.toggle(row, emoji);
    },
  );
}

const NAMED = 10;

const listOf = (names) => (names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`);

/** The beginning of a text, in one line. */
export const snippet = (text) => {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length <= 120 ? line : `${[...line].slice(0, 119).join('')}…`;
};

function updateRefusal(element, { status, reason, clientMessageId }, actions) {
  const told = find(element, 'refusal');
  if (status !== 'rejected') return told?.remove();
  if (told) return setText(find(told, 'reason'), explain(reason));

  const act = (label, testid, action) =>
    h('button', { type: 'button', class: 'link', data: { testid }, on: { click: () => action(clientMessageId) } }, label);
  find(element, 'body').append(
    h(
      'p',
      { class: 'refusal', data: { part: 'refusal' } },
      h('span', { data: { part: 'reason', testid: 'message-reason' } }, explain(reason)),
      ' ',
      act('Try again', 'message-retry', actions.retry),
      act('Discard', 'message-discard', actions.discard),
    ),
  );
}

function updateState(element, { status, isLate, receipt }, isGroup) {
  const readers = isGroup && receipt?.readers > 0 ? receipt.readers : null;
  const [drawing, text] = {
    sent: ['check', 'Sent'],
    delivered: ['checks', 'Delivered'],
    read: ['checks', readers ? `Read by ${readers}` : 'Read'],
    rejected: ['alert', 'Not sent'],
    pending: ['clock', isLate ? 'Waiting for the connection' : 'Sending'],
  }[receipt?.status ?? status];
  if (element.title === text) return;
  element.title = text;
  element.dataset.testid = 'message-state';
  element.classList.toggle('is-read', receipt?.status === 'read');
  const count = readers && h('span', { 'aria-hidden': 'true' }, String(readers));
  element.replaceChildren(icon(drawing), ...(count ? [count] : []), h('span', { class: 'unseen' }, text));
}
