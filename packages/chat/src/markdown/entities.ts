import { askPatiently } from '../ask-patiently.ts';

/** The named references replies really use. The others are a chunk of their own. */
const common = 'amp&lt<gt>quot"apos\'nbsp\u00a0copy©hellip…ndash–mdash—times×rarr→';

const named = new Map<string, string>();
for (const [, name, character] of common.matchAll(/([a-z]+)([^a-z])/g))
  named.set(name!, character!);

let complete = false;
let missed = false;

const reference = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,31}));/gi;
const escapeOrReference = /\\([!-/:-@[-`{-~])|&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,31});/gi;

/** Resolves character references without the DOM. The result is text, never markup. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(reference, (whole, hex, decimal, name) => {
    if (!name) return fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal));
    const found = named.get(name);
    if (found === undefined && !complete) missed = true;
    return found ?? whole;
  });
}

/** Resolves character references and backslash escapes. */
export function decodeText(text: string): string {
  return text.replace(escapeOrReference, (whole, escaped) => escaped ?? decodeEntities(whole));
}

/** Shows a text anew once there is the full table of names, if it held one that only this can tell. */
export function decodeLater(view: { reset(): void }): void {
  if (!missed) return;
  missed = false;
  loadEntities().then(
    () => view.reset(),
    // They stand as they were written.
    () => undefined,
  );
}

/** Loads the full table of HTML's named references; the ones that need no semicolon are left out. */
export const loadEntities = askPatiently(async () => {
  const { characterEntities } = await import('character-entities');
  for (const name in characterEntities) named.set(name, characterEntities[name]!);
  complete = true;
});

/** https://spec.commonmark.org/0.31.2/#decimal-numeric-character-references */
function fromCodePoint(code: number): string {
  const invalid = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return invalid ? '\ufffd' : String.fromCodePoint(code);
}
