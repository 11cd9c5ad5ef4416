import { Client } from '../client.js';
import { logInPage, signUpPage, verifyPage } from './account.js';
import { chatPage } from './chat.js';

const ACCOUNT_PAGES = { '/signup': signUpPage, '/verify': verifyPage, '/login': logInPage };

/**
 * Decides which page there is: one of the account pages, or the chat, by whether this window has a login and by the address's fragment
 * (`#/login`, `#/signup`, `#/verify`; `#/`, `#/meet`, `#/c/{conversationId}`, and
 * `#/c/{conversationId}/{seq}` to show a message). So back and forward work, and a reload stays where it was.
 */
export function app(root, { login, api, storage }) {
  const known = {};
  let chat = null;

  const go = (path) => {
    if (location.hash === `#${path}`) show();
    else location.hash = path;
  };

  function begin() {
    const client = new Client({ login, api, storage, onEnded: end });
    chat = chatPage({ client, go });
    root.replaceChildren(chat.element);
    client.start();
    for (const name of Object.keys(known)) delete known[name];
    go(path().startsWith('/c/') || path() === '/meet' ? path() : '/');
  }

  function end(reason) {
    chat.stop();
    chat = null;
    known.ended = reason === 'ended';
    go('/login');
  }

  function show() {
    if (chat) return chat.route(path());
    const page = (ACCOUNT_PAGES[path()] ?? logInPage)({ login, api, go, known, onLogin: begin });
    document.title = `${page.title} · Confab`;
    root.replaceChildren(page.element);
    page.focus();
  }

  addEventListener('hashchange', show);
  if (login.exists) begin();
  else show();
}

const path = () => location.hash.slice(1) || '/';
