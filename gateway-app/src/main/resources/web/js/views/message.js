import { nameOf } from '../state.js';
import { avatar, find, h, icon, setAttribute, setText, show } from './dom.js';
import { explain } from './explain.js';
import { dayName, fullTime, timeOfDay } from './format.js';

/** One row of a conversation: `create` makes it, `update` fills it again when its message has changed. */
export function create(row) {
  if (row.kind === 'day') return h('li', { class: 'divider day', data: { testid: 'day' } }, h('span', { data: { part: 'day' } }));
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
        h('p', { class: 'text', dir: 'auto', data: { part: 'text', testid: 'message-text' } }),
        h(
          'span',
          { class: 'meta' },
          h('span', { data: { part: 'edited' }, hidden: true }, 'edited'),
          h('time', { data: { part: 'time', testid: 'message-time' } }),
          h('span', { class: 'state', data: { part: 'state' } }),
        ),
      ),
    ),
  );
}

/** @param actions what can be done with a rejected message: `{retry, discard}`, called with its clientMessageId */
export function update(element, row, conversation, actions) {
  if (row.kind === 'day') return setText(find(element, 'day'), dayName(row.at));
  if (row.kind === 'new' || isDrawn(element, row, conversation)) return;

  const isGroup = conversation.kind === 'group';
  const sender = nameOf(conversation.members[row.senderId]);
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

  const text = find(element, 'text');
  setText(text, row.deleted ? 'This message was deleted.' : row.text);
  text.classList.toggle('deleted', row.deleted === true);
  show(find(element, 'edited'), Boolean(row.editedAt) && !row.deleted);
  const time = find(element, 'time');
  setText(time, timeOfDay(row.at));
  setAttribute(time, 'datetime', row.at);
  setAttribute(time, 'title', fullTime(row.at));
  if (row.isMine) updateState(find(element, 'state'), row);

  updateRefusal(element, row, actions);
}

const drawn = new WeakMap();

/** Whether the element shows this already, as nearly all do when something has changed. */
function isDrawn(element, { source, continues }, { members }) {
  const before = drawn.get(element);
  if (before?.source === source && before.continues === continues && before.members === members) return true;
  drawn.set(element, { source, continues, members });
  return false;
}

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

function updateState(element, { status, isLate }) {
  const [drawing, text] = {
    sent: ['check', 'Sent'],
    rejected: ['alert', 'Not sent'],
    pending: ['clock', isLate ? 'Waiting for the connection' : 'Sending'],
  }[status];
  if (element.title === text) return;
  element.title = text;
  element.replaceChildren(icon(drawing), h('span', { class: 'unseen' }, text));
}
