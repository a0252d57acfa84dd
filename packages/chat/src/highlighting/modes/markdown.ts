import { simpleMode } from '@codemirror/legacy-modes/mode/simple-mode';

/** Markdown as its marks; code in it stays one colour. */
export const markdown = simpleMode({
  start: [
    { sol: true, regex: /\s{0,3}(?:```|~~~).*/, token: 'string', next: 'fence' },
    { sol: true, regex: /#{1,6}\s.*/, token: 'heading' },
    { sol: true, regex: /\s*>.*/, token: 'comment' },
    { sol: true, regex: /\s*(?:[-+*]|\d{1,9}[.)])(?=\s)/, token: 'keyword' },
    { regex: /`[^`]+`/, token: 'string' },
    { regex: /\*\*[^*]+\*\*|__[^_]+__/, token: 'strong' },
    { regex: /!?\[[^\]]*\]\([^)]*\)/, token: 'link' },
    { regex: /<!--.*?-->/, token: 'comment' },
    { regex: /[^`*_![<\\]+|\\?./, token: null },
  ],
  fence: [
    { sol: true, regex: /\s{0,3}(?:```|~~~)\s*$/, token: 'string', next: 'start' },
    { regex: /.*/, token: 'string' },
  ],
});
