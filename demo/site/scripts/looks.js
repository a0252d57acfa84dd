const stored = 'nexevo-demo-looks';

export const accents = [
  { name: 'Vermilion', value: '#c2410c' },
  { name: 'Pine', value: '#0f766e' },
  { name: 'Cobalt', value: '#1d4ed8' },
  { name: 'Plum', value: '#86198f' },
  { name: 'Moss', value: '#4d7c0f' },
];

const initial = { accent: accents[0].value, radius: 14, theme: 'auto' };

/** How the chat looks: accent, radius in px, theme. Fires `change`, and keeps what was chosen. */
export class Looks extends EventTarget {
  #current = { ...initial, ...readStored() };

  get current() {
    return this.#current;
  }

  change(part) {
    this.#current = { ...this.#current, ...part };
    try {
      localStorage.setItem(stored, JSON.stringify(this.#current));
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
    this.dispatchEvent(new Event('change'));
  }
}

/** Only what fits: anything may stand in storage. */
function readStored() {
  try {
    const { accent, radius, theme } = JSON.parse(localStorage.getItem(stored) ?? '{}');
    return {
      ...(/^#[\da-f]{6}$/i.test(accent) && { accent }),
      ...(Number.isInteger(radius) && radius >= 0 && radius <= 24 && { radius }),
      ...(['auto', 'light', 'dark'].includes(theme) && { theme }),
    };
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Puts the looks on the page and on the live chat. */
export function applyLooks({ accent, radius, theme }, chat) {
  const page = document.documentElement;
  page.style.setProperty('--accent', accent);
  page.style.setProperty('--radius', `${radius}px`);
  if (theme === 'auto') delete page.dataset.theme;
  else page.dataset.theme = theme;
  chat.style.setProperty('--nexevo-accent', accent);
  chat.style.setProperty('--nexevo-radius', `${radius}px`);
  chat.setAttribute('theme', theme);
}
