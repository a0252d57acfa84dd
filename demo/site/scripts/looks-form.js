import { accents } from './looks.js';

/** The three controls; each change goes straight to `looks`. */
export function bindLooksForm(form, looks) {
  const swatches = form.querySelector('#swatches');
  swatches.append(...accents.map(createSwatch), createOwnColour());
  const own = swatches.querySelector('input[type="color"]');
  const { radius, theme } = form.elements;

  function show() {
    const { current } = looks;
    form.elements.accent.value = current.accent;
    own.value = current.accent;
    const isOwn = accents.every(({ value }) => value !== current.accent);
    own.parentElement.classList.toggle('chosen', isOwn);
    radius.value = String(current.radius);
    form.querySelector('#radius-value').value = `${current.radius} px`;
    theme.value = current.theme;
  }

  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', ({ target }) => {
    if (target === own || target.name === 'accent') looks.change({ accent: target.value });
    if (target.name === 'radius') looks.change({ radius: Number(target.value) });
    if (target.name === 'theme') looks.change({ theme: target.value });
  });
  looks.addEventListener('change', show);
  show();
}

function createSwatch({ name, value }) {
  const label = document.createElement('label');
  label.className = 'swatch';
  label.title = name;
  label.style.setProperty('--swatch', value);
  const input = Object.assign(document.createElement('input'), {
    type: 'radio',
    name: 'accent',
    value,
    ariaLabel: name,
  });
  label.append(input, document.createElement('span'));
  return label;
}

function createOwnColour() {
  const label = document.createElement('label');
  label.className = 'swatch own';
  label.title = 'Your own colour';
  const input = Object.assign(document.createElement('input'), {
    type: 'color',
    ariaLabel: 'Your own colour',
  });
  label.append(input, document.createElement('span'));
  return label;
}
