import { themes } from './themes.js';

/** The controls of the looks; each change goes straight to `looks`. */
export function bindLooksForm(form, looks) {
  form.querySelector('#themes').append(...themes.map(createChoice));
  const { accent, radius, scheme, theme } = form.elements;

  function show() {
    const { current, tokens } = looks;
    theme.value = current.theme;
    scheme.value = current.scheme;
    // A colour field knows one colour, and no light-dark().
    const [light, dark = light] = tokens['--nexevo-accent'].match(/#[\da-f]{6}/gi);
    accent.value = isDark(current.scheme) ? dark : light;
    radius.value = parseInt(tokens['--nexevo-radius'], 10);
    form.querySelector('#radius-value').value = tokens['--nexevo-radius'].replace('px', ' px');
  }

  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', ({ target: { name, value } }) => {
    // Another theme is shown as it is meant.
    if (name === 'theme') looks.change({ theme: value, accent: undefined, radius: undefined });
    if (name === 'accent') looks.change({ accent: value });
    if (name === 'radius') looks.change({ radius: Number(value) });
    if (name === 'scheme') looks.change({ scheme: value });
  });
  looks.addEventListener('change', show);
  show();
}

function isDark(scheme) {
  return (
    scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  );
}

function createChoice({ name, tokens }) {
  const label = document.createElement('label');
  label.className = 'theme';
  label.style.setProperty('--surface', tokens['--nexevo-surface']);
  label.style.setProperty('--swatch', tokens['--nexevo-accent']);
  label.style.setProperty('--corner', tokens['--nexevo-radius']);
  const input = Object.assign(document.createElement('input'), {
    type: 'radio',
    name: 'theme',
    value: name,
  });
  const text = document.createElement('span');
  text.textContent = name;
  label.append(input, text);
  return label;
}
