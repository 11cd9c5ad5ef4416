import { LONGEST_TAG, MOST_TAGS, normalTags, soughtBy } from '../meeting.js';
import { avatar, h, icon, keyed, setAttribute, setText, show } from './dom.js';
import { explainError } from './explain.js';
import { aboutDuration, minutesAndSeconds } from './format.js';

const SUGGESTED_AGAIN_MS = 15_000;

const REFUSED = {
  not_allowed: 'You block too many people to be brought together with strangers.',
  client_message_id_reused: 'This search was begun before. Start it once more.',
};

const CANCELLED = {
  user: 'You stopped looking.',
  gone: 'The search ended, because you were not connected for a while.',
  suspended: 'You can’t be brought together with strangers at the moment.',
};

/** How the last search ended, in words; empty where there is nothing to say. */
export function endText({ status, reason }) {
  if (status === 'expired') return 'Nobody was found this time. More interests, or anyone at all, make it likelier.';
  if (status === 'cancelled') return CANCELLED[reason] ?? 'The search has ended.';
  if (status !== 'refused') return '';
  if (reason.errors?.some(({ pointer }) => pointer === '/pool')) return 'Nobody can be sought in this place any more. Choose another.';
  return explainError(reason, REFUSED);
}

/** How many waited when the ticket came to its pool, itself among them. */
export function othersText(waiting) {
  if (waiting <= 1) return 'Nobody else was looking when you began. You are told at once when somebody comes.';
  return waiting === 2 ? 'One other person was looking when you began.' : `${waiting - 1} others were looking when you began.`;
}

/** Meeting a stranger: what one is interested in, then the wait, then whom one met or why nobody. */
export function meetView({ client, act, openConversation }) {
  const { store } = client;

  // What this view remembers between renderings
  const chosen = new Set();
  let isTouched = false; // whether the user changed something, so that nothing is filled in any more
  let wanted = []; // {tag, waiting}: what many are waiting with
  let suggestedAt = -Infinity;
  let asked = 0; // counts the questions, so that a late answer doesn't replace a newer one
  let shown = null;
  let isOpen = false;

  const title = h('h2', { class: 'thread-title', tabindex: -1, data: { testid: 'meet-title' } }, 'Meet someone');
  const head = h(
    'header',
    { class: 'thread-head' },
    h('a', { class: 'plain round back', href: '#/', 'aria-label': 'Back to the list', data: { testid: 'meet-back' } }, icon('back')),
    h('div', { class: 'thread-names' }, title),
  );
  const spoken = h('p', { class: 'unseen', role: 'status' });

  // What one seeks

  const ended = h('p', { class: 'hint-box', tabindex: -1, hidden: true, data: { testid: 'meet-ended' } });
  const chips = h('ul', { class: 'chips', 'aria-label': 'Your interests', data: { testid: 'meet-tags' } });
  const tag = h('input', {
    id: 'meet-tag',
    type: 'text',
    maxlength: LONGEST_TAG,
    autocomplete: 'off',
    autocapitalize: 'none',
    enterkeyhint: 'done',
    placeholder: 'Chess, jazz, old films…',
    'aria-describedby': 'meet-hint',
    data: { testid: 'meet-tag' },
  });
  const add = h('button', { type: 'button', class: 'secondary', data: { testid: 'meet-add' }, on: { click: () => addTyped(true) } }, 'Add');
  const hint = h('p', { class: 'hint', id: 'meet-hint', role: 'status', data: { testid: 'meet-hint' } });
  const suggestions = h('ul', { class: 'chips', 'aria-labelledby': 'meet-wanted', data: { testid: 'meet-suggestions' } });
  const suggestionsPart = h('div', { class: 'meet-part', hidden: true }, h('h3', { id: 'meet-wanted' }, 'Many are waiting with'), suggestions);
  const pool = h('select', { id: 'meet-pool', data: { testid: 'meet-pool' } });
  const poolPart = h('div', { class: 'field', hidden: true }, h('label', { for: 'meet-pool' }, 'Where'), pool);
  const anyone = toggle('meet-anyone', 'Anyone, if nobody shares them', true);
  const keep = toggle('meet-keep', 'Remember my interests for next time', false);
  const submit = h('button', { type: 'submit', class: 'primary wide', data: { testid: 'meet-submit' } });
  const form = h(
    'form',
    { class: 'meet-form', novalidate: true, data: { testid: 'meet-form' } },
    ended,
    h('p', { class: 'quiet' }, 'Say what interests you, and you are brought together with somebody who shares it.'),
    h(
      'div',
      { class: 'field' },
      h('label', { for: 'meet-tag' }, 'Your interests'),
      chips,
      h('div', { class: 'field-line' }, tag, add),
      hint,
    ),
    suggestionsPart,
    poolPart,
    h('div', {}, anyone.row, keep.row),
    submit,
  );

  // The wait

  const headline = h('h3', { class: 'meet-headline', tabindex: -1 }, 'Looking for somebody…');
  const elapsed = h('p', { class: 'meet-elapsed', role: 'timer', 'aria-label': 'Time spent looking', data: { testid: 'meet-elapsed' } });
  const others = h('p', { data: { testid: 'meet-others' } });
  const estimate = h('p', { data: { testid: 'meet-estimate' } });
  const sought = h('ul', { class: 'chips', 'aria-label': 'With these interests', data: { testid: 'meet-sought' } });
  const stop = h('button', { type: 'button', class: 'secondary', data: { testid: 'meet-cancel' }, on: { click: () => act(() => client.stopSeeking()) } });
  const wait = h(
    'div',
    { class: 'meet-wait', data: { testid: 'meet-waiting' } },
    h('div', { class: 'pulse', 'aria-hidden': 'true' }, h('span', {}), h('span', {}), icon('meet')),
    headline,
    elapsed,
    others,
    estimate,
    sought,
    h('p', { class: 'quiet' }, 'You can go on with your conversations meanwhile.'),
    stop,
  );

  // Whom one met, where one has not been led there

  const foundPicture = h('span', {});
  const foundName = h('h3', { class: 'meet-headline', tabindex: -1, data: { testid: 'meet-found-name' } });
  const foundTags = h('ul', { class: 'chips', 'aria-label': 'You share', data: { testid: 'meet-found-tags' } });
  const openFound = h('button', { type: 'button', class: 'primary', data: { testid: 'meet-open-found' } }, 'Open the conversation');
  openFound.addEventListener('click', () => openConversation(store.state.meeting.conversationId));
  const found = h('div', { class: 'meet-wait', data: { testid: 'meet-found' } }, foundPicture, foundName, foundTags, openFound);

  const element = h(
    'section',
    { class: 'thread meet', 'aria-label': 'Meet someone', hidden: true, data: { testid: 'meet' } },
    head,
    h('div', { class: 'meet-scroller' }, h('div', { class: 'meet-box' }, form, wait, found)),
    spoken,
  );

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    start();
  });
  form.addEventListener('change', () => (isTouched = true));
  pool.addEventListener('change', suggest);
  tag.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if ((event.key === 'Enter' && tag.value.trim() !== '') || event.key === ',') {
      event.preventDefault(); // with something typed in, Enter adds it
      addTyped(true);
    } else if (event.key === 'Backspace' && tag.value === '' && chosen.size > 0) {
      remove([...chosen].at(-1));
    }
  });

  /** @returns whether what is typed is among the chosen now, or nothing is typed */
  function addTyped(isMore) {
    const added = normalTags(tag.value.split(','));
    if (chosen.size + added.filter((text) => !chosen.has(text)).length > MOST_TAGS) {
      setText(hint, `${MOST_TAGS} interests are the most.`);
      tag.focus();
      return false;
    }
    for (const text of added) chosen.add(text);
    if (added.length > 0) isTouched = true;
    tag.value = '';
    if (isMore) tag.focus();
    renderChosen();
    return true;
  }

  function remove(text) {
    chosen.delete(text);
    isTouched = true;
    renderChosen();
    tag.focus();
  }

  function toggleWanted(text) {
    isTouched = true;
    if (!chosen.delete(text)) {
      if (chosen.size === MOST_TAGS) return setText(hint, `${MOST_TAGS} interests are the most.`);
      chosen.add(text);
    }
    renderChosen();
  }

  function renderChosen() {
    setText(hint, chosen.size === 0 ? 'Add some, or meet anyone.' : '');
    keyed(chips, [...chosen], (text) => text, chipOf, () => {});
    show(chips, chosen.size > 0);
    for (const item of suggestions.children) {
      setAttribute(item.firstElementChild, 'aria-pressed', String(chosen.has(item.dataset.key)));
    }
  }

  function chipOf(text) {
    const properties = { type: 'button', class: 'chip', 'aria-label': `Remove ${text}`, data: { testid: 'meet-chip' }, on: { click: () => remove(text) } };
    return h('li', {}, h('button', properties, h('span', { class: 'chip-text' }, text), icon('close')));
  }

  function renderSuggestions() {
    keyed(suggestions, wanted, ({ tag: text }) => text, suggestionOf, (item, { tag: text, waiting }) => {
      const button = item.firstElementChild;
      setText(button.lastElementChild, String(waiting));
      setAttribute(button, 'aria-label', `${text}, ${waiting} waiting`);
    });
    show(suggestionsPart, wanted.length > 0);
    renderChosen();
  }

  function suggestionOf({ tag: text }) {
    const properties = { type: 'button', class: 'chip wanted', data: { testid: 'meet-suggestion' }, on: { click: () => toggleWanted(text) } };
    return h('li', {}, h('button', properties, h('span', { class: 'chip-text' }, text), h('span', { class: 'count' })));
  }

  /** Asks what many are waiting with. It is a suggestion: where there is none, nothing is said of it. */
  async function suggest() {
    const mine = ++asked;
    suggestedAt = performance.now();
    try {
      const { items } = await client.wantedTags(pool.value || undefined);
      if (mine !== asked) return;
      wanted = items;
    } catch {
      if (mine !== asked) return;
      wanted = [];
    }
    renderSuggestions();
  }

  async function offerPools() {
    let pools;
    try {
      pools = await client.pools();
    } catch {
      return; // without them one is sought everywhere
    }
    const before = pool.value || store.state.meeting.wish?.pool || '';
    const label = ({ pool: name, waiting }) => (waiting > 0 ? `${name} (${waiting} waiting)` : name);
    pool.replaceChildren(
      h('option', { value: '' }, 'Everywhere'),
      ...pools.map((one) => h('option', { value: one.pool }, label(one))),
    );
    pool.value = pools.some((one) => one.pool === before) ? before : '';
    show(poolPart, pools.length > 0);
    if (pool.value !== '') suggest();
  }

  function start() {
    if (!addTyped(false)) return;
    const tags = [...chosen];
    if (tags.length === 0 && !anyone.box.checked) {
      setText(hint, 'Add an interest, or let it be anyone.');
      return tag.focus();
    }
    const known = store.state.me?.tags ?? [];
    if (keep.box.checked && String(known) !== String(tags)) act(() => client.keepTags(tags));
    act(() => client.seek({ tags, anyone: anyone.box.checked, ...(pool.value ? { pool: pool.value } : {}) }));
  }

  /** What was sought last, or what the profile says, as long as nothing else was chosen. */
  function fill({ meeting, me }) {
    if (isTouched) return;
    const { wish } = meeting;
    const tags = wish?.tags ?? me?.tags ?? [];
    if (String([...chosen]) !== String(tags)) {
      chosen.clear();
      for (const text of tags) chosen.add(text);
      renderChosen();
    }
    anyone.box.checked = wish?.anyone ?? true;
    keep.box.checked = me?.tags?.length === 0;
  }

  function render(state) {
    if (!isOpen) return;
    const { meeting, me } = state;
    if (shown?.meeting === meeting && shown?.me === me) return;
    const before = shown;
    shown = { meeting, me };
    fill(state);

    const isWait = meeting.status === 'asking' || meeting.status === 'waiting';
    const isFound = meeting.status === 'matched';
    const isNew = before?.meeting.status !== meeting.status;
    const hadFocus = element.contains(document.activeElement) || document.activeElement === document.body;
    show(form, !isWait && !isFound);
    show(wait, isWait);
    show(found, isFound);

    const end = endText(meeting);
    setText(ended, end);
    show(ended, end !== '');
    ended.classList.toggle('bad', meeting.status === 'refused');
    setText(submit, end === '' ? 'Meet someone' : 'Seek again');
    if (isWait) renderWait(state);
    if (isFound) renderFound(meeting);
    if (!isNew || before === null) return;

    setText(spoken, isWait ? 'Looking for somebody' : isFound ? `You met ${foundName.textContent}` : end);
    if (!isWait && !isFound) suggest();
    const target = isWait ? headline : isFound ? foundName : ended;
    if (hadFocus && before.meeting.status !== 'asking' && !target.hidden) target.focus({ preventScroll: true });
  }

  function renderWait(state) {
    const { meeting } = state;
    const isElsewhere = meeting.status === 'waiting' && meeting.ticketId === null;
    setText(headline, isElsewhere ? 'Another device of yours is looking already.' : 'Looking for somebody…');
    const isCounted = meeting.status === 'waiting' && !isElsewhere;
    setText(others, isCounted ? othersText(meeting.waiting) : '');
    setText(estimate, meeting.estimatedWaitMs === undefined ? '' : `Usually it takes ${aboutDuration(meeting.estimatedWaitMs)}.`);
    keyed(sought, soughtBy(state)?.tags ?? [], (text) => text, (text) => h('li', { class: 'chip' }, h('span', { class: 'chip-text' }, text)), () => {});
    show(sought, sought.childElementCount > 0);
    setText(stop, meeting.isEnding ? 'Stopping…' : 'Stop looking');
    stop.disabled = Boolean(meeting.isEnding);
    tick();
  }

  function renderFound({ peer, sharedTags }) {
    const name = peer.displayName || 'Someone';
    setText(foundName, `You met ${name}`);
    foundPicture.replaceChildren(avatar(peer.userId, name));
    keyed(foundTags, sharedTags, (text) => text, (text) => h('li', { class: 'chip' }, h('span', { class: 'chip-text' }, text)), () => {});
    show(foundTags, sharedTags.length > 0);
  }

  /** What changes with the time alone. */
  function tick() {
    if (!isOpen) return;
    const { status, since } = store.state.meeting;
    setText(elapsed, status === 'waiting' && since ? minutesAndSeconds(Date.now() - Date.parse(since)) : '');
    if (!form.hidden && document.visibilityState === 'visible' && performance.now() - suggestedAt > SUGGESTED_AGAIN_MS) suggest();
  }

  return {
    element,
    render,
    tick,
    opened(isShown) {
      if (isShown === isOpen) return;
      isOpen = isShown;
      show(element, isShown);
      shown = null;
      if (!isShown) return;
      renderChosen();
      render(store.state);
      suggest();
      offerPools();
      requestAnimationFrame(() => (form.hidden || !matchMedia('(hover: hover)').matches ? title : tag).focus({ preventScroll: true }));
    },
  };
}

function toggle(testid, label, isOn) {
  const box = h('input', { type: 'checkbox', role: 'switch', class: 'switch', data: { testid } });
  box.checked = isOn;
  return { box, row: h('label', { class: 'switch-row' }, h('span', {}, label), box) };
}
