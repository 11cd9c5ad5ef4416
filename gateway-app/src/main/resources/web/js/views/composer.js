import { h, icon, setText } from './dom.js';

const LONGEST = 4_000;
const TELL_FROM = 3_800;

/** The field to write in. Enter sends, Shift+Enter begins a line; what is not sent yet is kept as a draft. */
export function composer({ send, keep }) {
  const label = h('label', { class: 'unseen', for: 'composer-text' });
  const field = h('textarea', {
    id: 'composer-text',
    rows: 1,
    maxlength: LONGEST,
    placeholder: 'Write a message',
    enterkeyhint: 'send',
    autocomplete: 'off',
    dir: 'auto',
    data: { testid: 'composer-text' },
  });
  const left = h('span', { class: 'composer-left', role: 'status' });
  const button = h(
    'button',
    { type: 'submit', class: 'primary round', 'aria-label': 'Send', title: 'Send (Enter)', data: { testid: 'composer-send' } },
    icon('send'),
  );
  const element = h('form', { class: 'composer', data: { testid: 'composer' } }, label, field, left, button);

  function fit() {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
    button.disabled = field.value.trim() === '';
    setText(left, field.value.length > TELL_FROM ? `${LONGEST - field.value.length} left` : '');
  }

  field.addEventListener('input', () => {
    fit();
    keep(field.value);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return; // while composing, Enter picks a character
    event.preventDefault();
    element.requestSubmit();
  });
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    send(text);
    field.value = '';
    keep('');
    fit();
    field.focus();
  });

  return {
    element,
    setName: (name) => setText(label, `Message to ${name}`),
    begin(draft) {
      field.value = draft;
      requestAnimationFrame(fit); // its height is known when it is shown
    },
    focus: () => field.focus(),
  };
}
