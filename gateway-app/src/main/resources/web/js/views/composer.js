import { h, icon, setText, show } from './dom.js';

const LONGEST = 4_000;
const TELL_FROM = 3_800;

/**
 * The field to write in. Enter sends, Shift+Enter begins a line; what is not sent yet is kept as a draft. It can be about a message, which
 * is then named above it: one to answer, or one to edit, whose text takes the draft's place meanwhile. Escape ends that. The up key in an
 * empty field asks to edit what was said last.
 */
export function composer({ send, keep, typing, ended, editLast }) {
  let about = null; // {kind: 'reply' or 'edit', seq}
  let draft = '';

  const aboutName = h('span', { class: 'about-name' });
  const aboutText = h('span', { class: 'about-text', dir: 'auto' });
  const aboutIcon = h('span', { class: 'about-icon' });
  const endButton = h(
    'button',
    { type: 'button', class: 'plain round', 'aria-label': 'Cancel', title: 'Cancel (Esc)', data: { testid: 'composer-cancel' }, on: { click: () => end() } },
    icon('close'),
  );
  const aboutPart = h(
    'div',
    { class: 'about', role: 'status', hidden: true, data: { testid: 'composer-about' } },
    aboutIcon,
    h('div', { class: 'about-texts' }, aboutName, aboutText),
    endButton,
  );
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
  const element = h(
    'form',
    { class: 'composer', data: { testid: 'composer' } },
    aboutPart,
    h('div', { class: 'composer-line' }, label, field, left, button),
  );

  function fit() {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
    button.disabled = field.value.trim() === '';
    setText(left, field.value.length > TELL_FROM ? `${LONGEST - field.value.length} left` : '');
  }

  field.addEventListener('input', () => {
    fit();
    keepDraft();
    if (field.value.trim() !== '' && about?.kind !== 'edit') typing();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && about) return end();
    if (event.key === 'ArrowUp' && field.value === '' && !about) {
      event.preventDefault();
      return editLast();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return; // while composing, Enter picks a character
    event.preventDefault();
    element.requestSubmit();
  });
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    send(text, about);
    if (about?.kind === 'edit') return end();
    field.value = '';
    keepDraft();
    end();
  });

  function keepDraft() {
    if (about?.kind === 'edit') return;
    draft = field.value;
    keep(draft);
  }

  /** Back to a message of its own. */
  function end(isAsked = true) {
    if (about?.kind === 'edit') field.value = draft;
    about = null;
    show(aboutPart, false);
    fit();
    if (isAsked) field.focus();
    ended();
  }

  function setAbout(now, drawing, name, text) {
    about = now;
    aboutIcon.replaceChildren(icon(drawing));
    setText(aboutName, name);
    setText(aboutText, text);
    show(aboutPart, true);
    fit();
    field.focus();
  }

  return {
    element,
    setName: (name) => setText(label, `Message to ${name}`),
    begin(kept) {
      about = null;
      show(aboutPart, false);
      draft = kept;
      field.value = draft;
      requestAnimationFrame(fit); // its height is known when it is shown
    },
    about: () => about,
    /** Whether nothing is being written. */
    isFree: () => about === null && field.value === '',
    end,
    /** @param text of the message, as a reminder, or to be edited */
    reply(seq, name, text) {
      if (about?.kind === 'edit') field.value = draft;
      setAbout({ kind: 'reply', seq }, 'reply', `Reply to ${name}`, text);
    },
    edit(seq, text) {
      setAbout({ kind: 'edit', seq }, 'edit', 'Edit your message', text);
      field.value = text;
      fit();
      field.setSelectionRange(text.length, text.length);
    },
    focus: () => field.focus(),
  };
}
