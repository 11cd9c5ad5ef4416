import { h } from './dom.js';
import { modal } from './modal.js';

const SWITCHES = [
  ['sendReceipts', 'Let others see what you have received and read'],
  ['showTyping', 'Let others see that you are writing'],
  ['showPresence', 'Let others see when you are here'],
];

/** What the user lets others know. Each switch is a change of the profile at once. */
export function settingsDialog({ client }) {
  const { store } = client;
  const switches = SWITCHES.map(([name, label]) => {
    const box = h('input', { type: 'checkbox', role: 'switch', class: 'switch', data: { testid: `switch-${name.toLowerCase()}` } });
    box.addEventListener('change', () => dialog.act(() => change(name, box)));
    return { name, box, row: h('label', { class: 'switch-row' }, h('span', {}, label), box) };
  });
  const dialog = modal('settings-dialog', 'What others see', [
    h('div', { class: 'switches' }, ...switches.map(({ row }) => row)),
    h('p', { class: 'hint' }, 'What you switch off you still see of others, if they let you.'),
  ]);

  async function change(name, box) {
    box.disabled = true;
    try {
      await client.changeMe({ [name]: box.checked });
    } finally {
      box.disabled = false;
      render(store.state);
      box.focus();
    }
  }

  function render({ me }) {
    if (!dialog.element.open) return;
    for (const { name, box } of switches) {
      if (box.disabled && me?.[name] !== undefined) continue; // a change is under way
      box.disabled = me?.[name] === undefined;
      box.checked = me?.[name] === true;
    }
  }

  return {
    element: dialog.element,
    render,
    open() {
      dialog.open();
      for (const { box } of switches) box.disabled = false;
      render(store.state);
    },
  };
}
