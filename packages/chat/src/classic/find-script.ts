const name = 'nexevo-chat.js';

/**
 * The tag that loaded this code. Page builders combine, delay and re-insert scripts, so there may be
 * no current one; then the tag is known by its file, or by what it says.
 */
export function findScript(): HTMLScriptElement | undefined {
  const { currentScript } = document;
  if (currentScript instanceof HTMLScriptElement) {
    if (currentScript.src || currentScript.dataset.endpoint) return currentScript;
  }
  const scripts = [...document.querySelectorAll('script')];
  return (
    scripts.findLast(({ src }) => src && new URL(src).pathname.endsWith(`/${name}`)) ??
    scripts.findLast(({ dataset }) => dataset.endpoint)
  );
}
