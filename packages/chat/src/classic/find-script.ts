/** Of whatever address: a page may have tags whose own is none. */
const file = /^[^?#]*\/nexevo-chat\.js(?:[?#]|$)/;

/**
 * The tag that loaded this code. Page builders combine, delay and re-insert scripts, so there may be
 * no current one; then the tag is known by its file, or by what it says.
 */
export function findScript(): HTMLScriptElement | undefined {
  const { currentScript } = document;
  if (currentScript instanceof HTMLScriptElement) {
    if (isOwn(currentScript) || currentScript.dataset.endpoint) return currentScript;
  }
  const scripts = [...document.querySelectorAll('script')];
  return (
    scripts.findLast(isOwn) ??
    scripts.findLast(({ dataset }) => dataset.endpoint) ??
    (currentScript as HTMLScriptElement | null) ??
    undefined
  );
}

/** Whether it is the file as the proxy serves it, with its chunks beside it. */
export function isOwn({ src }: HTMLScriptElement): boolean {
  return file.test(src);
}
