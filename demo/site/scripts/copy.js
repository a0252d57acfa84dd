const shownMs = 2000;

/** A copy button that says what it did; where the clipboard is refused the text is selected instead. */
export function bindCopy({ button, status, source }) {
  const label = button.textContent;
  let timer;

  function say(text, sentence) {
    clearTimeout(timer);
    button.textContent = text;
    status.textContent = sentence;
    timer = setTimeout(() => {
      button.textContent = label;
      status.textContent = '';
    }, shownMs);
  }

  button.addEventListener('click', async () => {
    const element = source();
    try {
      // Missing outside of secure contexts, and refused by policy in some frames.
      await navigator.clipboard.writeText(element.textContent);
      say('Copied', 'Copied to the clipboard.');
    } catch {
      getSelection().selectAllChildren(element);
      say('Press Ctrl+C', 'The clipboard is refused here: the text is selected, copy it yourself.');
    }
  });
}
