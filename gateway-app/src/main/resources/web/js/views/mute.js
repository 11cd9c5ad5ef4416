import { isMuted, selected, titleOf } from '../questions.js';
import { h, setAttribute, setText, show } from './dom.js';
import { muteEnd } from './format.js';
import { modal } from './modal.js';

const HOUR_MS = 3_600_000;
const CHOICES = [
  ['1 hour', 'mute-1h', 1],
  ['8 hours', 'mute-8h', 8],
  ['For good', 'mute-for-good', null],
];

/** Mutes the open conversation, for a time, until a time or for good, and lifts it. */
export function muteDialog({ client }) {
  const { store } = client;
  let shownId = null;

  const told = h('p', { role: 'status', data: { testid: 'mute-told' } });
  const lift = h('button', { type: 'button', class: 'primary', data: { testid: 'unmute' }, on: { click: () => mute(null) } }, 'Unmute');
  const choices = CHOICES.map(([label, testid, hours]) =>
    h(
      'button',
      { type: 'button', class: 'secondary', data: { testid }, on: { click: () => mute(hours === null ? undefined : inHours(hours)) } },
      label,
    ),
  );
  const until = h('input', { id: 'mute-until', type: 'datetime-local', data: { testid: 'mute-until' } });
  const form = h(
    'form',
    { class: 'field', novalidate: true },
    h('label', { for: 'mute-until' }, 'Or until a time'),
    h('div', { class: 'field-line' }, until, h('button', { type: 'submit', class: 'secondary', data: { testid: 'mute-until-submit' } }, 'Mute')),
  );
  const dialog = modal('mute-dialog', 'Mute', [
    told,
    lift,
    h('div', { class: 'choices', role: 'group', 'aria-label': 'How long' }, ...choices),
    form,
    h('p', { class: 'hint' }, 'Its messages come as ever, but are not counted in the window’s title and not announced.'),
  ]);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const at = new Date(until.value);
    if (!(at > new Date())) {
      dialog.tell('Choose a time to come.');
      return until.focus();
    }
    mute(at.toISOString());
  });

  const inHours = (hours) => new Date(Date.now() + hours * HOUR_MS).toISOString();

  function mute(end) {
    if (dialog.element.getAttribute('aria-busy')) return;
    setAttribute(dialog.element, 'aria-busy', 'true');
    return dialog
      .act(async () => {
        await client.mute(shownId, end);
        dialog.close();
      })
      .finally(() => setAttribute(dialog.element, 'aria-busy', null));
  }

  function render(state) {
    if (!dialog.element.open) return;
    const conversation = selected(state);
    if (!conversation || conversation.conversationId !== shownId) return dialog.close();
    const isOn = isMuted(conversation);
    setText(dialog.heading, isOn ? 'Muted' : `Mute ${titleOf(state, conversation)}`);
    setText(told, isOn ? `${titleOf(state, conversation)} is muted ${muteEnd(conversation.mutedUntil)}.` : '');
    show(told, isOn);
    show(lift, isOn);
  }

  return {
    element: dialog.element,
    render,
    open() {
      shownId = store.state.selectedId;
      until.value = '';
      dialog.open();
      render(store.state);
      (lift.hidden ? choices[0] : lift).focus();
    },
  };
}
