import { explainError } from './explain.js';
import { h, setAttribute, setText, show } from './dom.js';

/**
 * The pages before the login: sign up, confirm the address, log in. `go(path)` changes the page, `known` carries what was typed on one page
 * and is needed on the next (never the password).
 */

export function signUpPage({ api, go, known }) {
  return page({
    title: 'Create an account',
    form: {
      testid: 'signup',
      fields: [
        field('username', 'Username', {
          autocomplete: 'username',
          hint: '3–32 of a–z, 0–9, “_” and “.”, a letter first. Others find you by it.',
          required: true,
          minlength: 3,
          maxlength: 32,
          autocapitalize: 'none',
          spellcheck: 'false',
        }),
        field('displayName', 'Name to show', { autocomplete: 'name', maxlength: 64, optional: true }),
        field('email', 'E-mail', { type: 'email', autocomplete: 'email', required: true }),
        field('password', 'Password', {
          type: 'password',
          autocomplete: 'new-password',
          hint: 'At least 8 characters.',
          required: true,
          minlength: 8,
          maxlength: 128,
        }),
      ],
      submit: 'Sign up',
      async act({ username, displayName, email, password }) {
        await api.signUp({ username: username.trim(), email: email.trim(), password, displayName: displayName.trim() || undefined });
        Object.assign(known, { email: email.trim(), login: username.trim() });
        go('/verify');
      },
    },
    below: [h('p', {}, 'Have an account? ', link('#/login', 'Log in', 'to-login'))],
  });
}

export function verifyPage({ api, go, known }) {
  const sent = h('p', { class: 'form-note', role: 'status', hidden: true });
  const resend = h('button', { type: 'button', class: 'link', data: { testid: 'verify-resend' } }, 'Send a new code');
  const built = page({
    title: 'Confirm your address',
    intro: [
      known.email
        ? h('p', {}, 'We sent a code to ', h('strong', {}, known.email), '. Type it in here.')
        : h('p', {}, 'We sent a code to your address. Type it in here.'),
      mailHint(api),
    ],
    form: {
      testid: 'verify',
      fields: [
        field('email', 'E-mail', { type: 'email', autocomplete: 'email', required: true, value: known.email }),
        field('code', 'Code', {
          inputmode: 'numeric',
          autocomplete: 'one-time-code',
          required: true,
          pattern: '\\s*[0-9]{6,8}\\s*',
          title: '6 to 8 digits',
          class: 'code',
        }),
      ],
      submit: 'Confirm',
      async act({ email, code }) {
        await api.verify(email.trim(), code.trim());
        known.confirmed = true;
        known.login ??= email.trim();
        go('/login');
      },
    },
    below: [sent, h('p', {}, 'Nothing came? ', resend), h('p', {}, link('#/login', 'Back to log in', 'to-login'))],
  });

  resend.addEventListener('click', async () => {
    const email = built.form.elements.email;
    if (!email.reportValidity()) return;
    resend.disabled = true;
    try {
      await api.resendCode(email.value.trim());
      setText(sent, 'A new code is on its way.');
    } catch (error) {
      setText(sent, explainError(error));
    } finally {
      resend.disabled = false;
      show(sent, true);
    }
  });
  return built;
}

export function logInPage({ login, go, known, onLogin }) {
  return page({
    title: 'Log in',
    intro: [
      known.confirmed && h('p', { class: 'good', role: 'status' }, 'Your address is confirmed. Log in to begin.'),
      known.ended && h('p', { class: 'form-note', role: 'status' }, 'You were logged out. Log in again to go on.'),
    ],
    form: {
      testid: 'login',
      fields: [
        field('login', 'Username or e-mail', {
          autocomplete: 'username',
          required: true,
          value: known.login,
          autocapitalize: 'none',
          spellcheck: 'false',
        }),
        field('password', 'Password', { type: 'password', autocomplete: 'current-password', required: true }),
      ],
      submit: 'Log in',
      async act(values) {
        try {
          await login.begin(values.login.trim(), values.password);
        } catch (error) {
          if (error.code !== 'not_verified') throw error;
          if (values.login.includes('@')) known.email = values.login.trim();
          known.login = values.login.trim();
          return go('/verify');
        }
        onLogin();
      },
    },
    below: [h('p', {}, 'New here? ', link('#/signup', 'Create an account', 'to-signup'))],
  });
}

/** In a stack for development there is no real mail but a page with a mailbox, of which the server knows. */
function mailHint(api) {
  const link = h('a', { target: '_blank', rel: 'noopener' });
  const hint = h(
    'p',
    { class: 'hint-box', hidden: true, data: { testid: 'mail-hint' } },
    'In the local stack no mail leaves this machine. Yours waits at ',
    link,
    '.',
  );
  api.config().then(
    ({ mailboxUrl }) => {
      if (mailboxUrl === undefined) return;
      setAttribute(link, 'href', mailboxUrl);
      setText(link, mailboxUrl.replace(/^https?:\/\//, ''));
      show(hint, true);
    },
    (error) => console.warn('The server did not say whether it has a mailbox.', error),
  );
  return hint;
}

function page({ title, intro = [], form: description, below }) {
  const { testid, fields, submit: label, act } = description;
  const failure = h('p', { class: 'bad', role: 'alert', hidden: true, data: { testid: 'form-error' } });
  const submit = h('button', { type: 'submit', class: 'primary wide', data: { testid: `${testid}-submit` } }, label);
  const form = h('form', { class: 'account-form', novalidate: true, data: { testid: `${testid}-form` } }, ...fields, failure, submit);

  for (const input of inputsOf(form)) input.dataset.testid = `${testid}-${input.name.toLowerCase()}`;

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    for (const input of inputsOf(form)) complain(input, input.validity.valid ? '' : input.validationMessage);
    show(failure, false);
    const wrong = inputsOf(form).find((input) => !input.validity.valid);
    if (wrong) return wrong.focus();

    submit.disabled = true;
    setAttribute(form, 'aria-busy', 'true');
    try {
      await act(Object.fromEntries(inputsOf(form).map(({ name, value }) => [name, value])));
    } catch (error) {
      tell(form, failure, error);
    } finally {
      submit.disabled = false;
      setAttribute(form, 'aria-busy', null);
    }
  });
  form.addEventListener('input', ({ target }) => complain(target, ''));

  const element = h(
    'main',
    { class: 'account' },
    h(
      'div',
      { class: 'account-card' },
      h('p', { class: 'brand' }, h('img', { src: 'favicon.svg', alt: '', width: 28, height: 28 }), 'Confab'),
      h('h1', {}, title),
      ...intro,
      form,
      h('div', { class: 'account-below' }, ...below),
    ),
  );
  return { element, form, title, focus: () => (inputsOf(form).find(({ value }) => value === '') ?? form.elements[0]).focus() };
}

function field(name, label, { hint, optional, class: className, ...attributes }) {
  const hintId = hint && `${name}-hint`;
  const input = h('input', { type: 'text', ...attributes, id: name, name, class: className });
  setAttribute(input, 'aria-describedby', [hintId, `${name}-wrong`].filter(Boolean).join(' '));
  return h(
    'div',
    { class: 'field' },
    h('label', { for: name }, label, optional && h('span', { class: 'quiet' }, ' (optional)')),
    input,
    hint && h('p', { class: 'hint', id: hintId }, hint),
    h('p', { class: 'wrong', id: `${name}-wrong` }),
  );
}

const inputsOf = (form) => [...form.querySelectorAll('input')];

function complain(input, text) {
  setAttribute(input, 'aria-invalid', text === '' ? null : 'true');
  setText(document.getElementById(`${input.name}-wrong`), text);
}

/** Faults of a field are told beside it, all else above the button. */
function tell(form, failure, error) {
  const placed = (error.errors ?? []).filter(({ pointer, detail }) => {
    const input = form.elements[pointer?.split('/')[1]];
    if (input) complain(input, detail);
    return input;
  });
  if (placed.length > 0) form.querySelector('[aria-invalid]').focus();
  else {
    setText(failure, explainError(error));
    show(failure, true);
  }
}

const link = (href, text, testid) => h('a', { href, data: { testid } }, text);
