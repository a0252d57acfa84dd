/** Hands a file to the browser, as if the visitor had followed a link to it. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A conversation's title as a file name. */
export function fileName(title: string | null | undefined, ending: string): string {
  const words = (title ?? '').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return `${[...words].slice(0, 60).join('') || 'chat'}.${ending}`;
}
