const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element. Properties: `class`, `data` (an object), `on` (handlers by event), any attribute; `true` sets an attribute without a value,
 * null, undefined and false leave it out. Children: elements and texts; texts are never read as markup.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'data') Object.assign(element.dataset, value);
    else if (name === 'on') for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else setAttribute(element, name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? '' : value);
}

/** Sets the text only where it differs, so that screen readers aren't told the same again. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function show(element, isShown) {
  if (element.hidden === isShown) element.hidden = !isShown;
}

const PATHS = {
  meet: 'M8.5 18a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM15.5 18a6 6 0 1 0 0-12 6 6 0 0 0 0 12z',
  next: 'M6 6l8 6-8 6zM18 6v12',
  plus: 'M12 5v14M5 12h14',
  back: 'M15 5l-7 7 7 7',
  send: 'M4 12l16-8-6 16-3-7z',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.5c2.2.8 3.5 2.8 3.5 5.5',
  block: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.7 5.7l12.6 12.6',
  leave: 'M14 4H6v16h8M10 12h11M17.5 8.5L21 12l-3.5 3.5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  checks: 'M2 12.5l4.5 4.5L16 7.5M11.5 16l1 1L22 7.5',
  settings: 'M4 7h9M18 7h2M15.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM4 17h2M11 17h9M8.5 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  alert: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.5v5.5M12 16.3v.2',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M12 5v14M6 13l6 6 6-6',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  reply: 'M10 6l-6 6 6 6M4 12h10a6 6 0 0 1 6 6',
  edit: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19 4 20zM14 6.5l3.5 3.5',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5',
  bell: 'M5.5 17h13l-1.7-2.4V10a4.8 4.8 0 0 0-9.6 0v4.6L5.5 17zM10 20h4',
  bellOff: 'M16.8 13V10a4.8 4.8 0 0 0-8.6-2.9M7.2 10.5v4.1L5.5 17H17M10 20h4M4 4l16 16',
  person: 'M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM5 20c0-3.6 3-6 7-6s7 2.4 7 6',
  shield: 'M12 3.5l7 2.5v5.5c0 4.3-2.9 7.6-7 9-4.1-1.4-7-4.7-7-9V6l7-2.5z',
  key: 'M15.5 13a4.5 4.5 0 1 0-4.3-3.2L4 17v3h3v-2.2h2.2v-2.2h2.2l1.3-1.3c.8.4 1.8.7 2.8.7zM16.2 8h.1',
  handOver: 'M4 9h14M14.5 5.5L18 9l-3.5 3.5M20 16H6M9.5 12.5L6 16l3.5 3.5',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
};

/** A drawing beside a text or in a labelled button, so it has no name of its own. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** A round sign for a person or a group: initials on one of eight colours, the same for the same id everywhere. */
export function avatar(id, name) {
  const words = name.trim().split(/\s+/u);
  const letters = [...(words.length > 1 ? [words[0], words.at(-1)] : [words[0]])].map((word) => [...word][0] ?? '').join('');
  let hash = 0;
  for (const character of id) hash = (hash * 31 + character.codePointAt(0)) >>> 0;
  return h('span', { class: 'avatar', data: { hue: hash % 8 }, 'aria-hidden': 'true' }, letters.toUpperCase());
}

/**
 * Makes the container's children be those of the items, in order, with as little change as possible: elements are kept by key, so focus,
 * selection and scroll position survive. `create(item)` makes an element, `update(element, item)` fills it.
 */
export function keyed(container, items, keyOf, create, update) {
  const elements = new Map([...container.children].map((element) => [element.dataset.key, element]));
  const focused = container.contains(document.activeElement) ? document.activeElement : null;
  let place = container.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let element = elements.get(key);
    elements.delete(key);
    if (!element) {
      element = create(item);
      element.dataset.key = key;
    }
    update(element, item);
    if (element === place) place = place.nextElementSibling;
    else container.insertBefore(element, place);
  }
  for (const element of elements.values()) element.remove();
  if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true }); // moving it took the focus
}

export const find = (element, name) => element.querySelector(`[data-part="${name}"]`);
