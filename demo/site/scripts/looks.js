import { themes } from './themes.js';

const stored = 'nexevo-demo-looks';
const schemes = ['auto', 'light', 'dark'];

const initial = { theme: themes[0].name, scheme: 'auto' };

/** How the chat looks: a theme by name, its own accent and corners where they were changed, light or dark. Fires `change`, and keeps what was chosen. */
export class Looks extends EventTarget {
  #current = { ...initial, ...readStored() };

  get current() {
    return this.#current;
  }

  /** The custom properties of what was chosen. */
  get tokens() {
    const { theme, accent, radius } = this.#current;
    return {
      ...themes.find(({ name }) => name === theme).tokens,
      ...(accent && { '--nexevo-accent': accent }),
      ...(radius !== undefined && { '--nexevo-radius': `${radius}px` }),
    };
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
    const { theme, accent, radius, scheme } = JSON.parse(localStorage.getItem(stored) ?? '{}');
    return {
      ...(themes.some(({ name }) => name === theme) && { theme }),
      ...(/^#[\da-f]{6}$/i.test(accent) && { accent }),
      ...(Number.isInteger(radius) && radius >= 0 && radius <= 28 && { radius }),
      ...(schemes.includes(scheme) && { scheme }),
    };
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Puts the looks on the page and on the live chat. */
export function applyLooks({ current: { scheme }, tokens }, chat) {
  const page = document.documentElement;
  page.style.setProperty('--accent', tokens['--nexevo-accent']);
  page.style.setProperty('--radius', tokens['--nexevo-radius']);
  if (scheme === 'auto') delete page.dataset.theme;
  else page.dataset.theme = scheme;
  for (const name of [...chat.style])
    if (name.startsWith('--nexevo-')) chat.style.removeProperty(name);
  for (const [name, value] of Object.entries(tokens)) chat.style.setProperty(name, value);
  chat.setAttribute('theme', scheme);
}
