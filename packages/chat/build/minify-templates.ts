import { type Plugin, parseAst } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
  tag?: { type: string; name?: string };
  quasi?: { quasis: Node[] };
}

/**
 * Takes the indentation out of Lit's templates, and out of its styles what CSS can do without, which no minifier touches.
 * Fails on a value in a style, and on a template, which `trim-lit.ts` has left no code for.
 */
export function minifyTemplates(): Plugin {
  return {
    name: 'nexevo-minify-templates',
    apply: 'build',
    transform: {
      filter: { id: /packages\/chat\/src\/.*\.ts$/ },
      handler(code, id) {
        let output = '';
        let copied = 0;
        for (const { start, end, tag, whole } of findTemplates(parseAst(code, { lang: 'ts' }))) {
          const text = code.slice(start, end);
          if (tag === 'css' && !whole)
            this.error(`${id}: a css template takes no value in the bundle`);
          if (tag !== 'css' && unread.test(text))
            this.error(`${id}: trim-lit.ts has left no code for "${text}"`);
          output +=
            code.slice(copied, start) + (tag === 'css' ? minifyCss(text) : minifyHtml(text));
          copied = end;
        }
        return copied ? { code: output + code.slice(copied), map: null } : null;
      },
    },
  };
}

/** A comment, a dynamic tag, or an attribute of which a value is only a part. */
const unread = /<!--|<\/?\$\{$|="[^"]+\$\{$|='[^']+\$\{$|=[^"'\s>]+\$\{$|^\}[^"<>=]+"/;

interface Template {
  start: number;
  end: number;
  tag: string;
  /** Whether it is one piece, without values. */
  whole: boolean;
}

function findTemplates(root: unknown): Template[] {
  const found: Template[] = [];
  visit(root, (node) => {
    const tag = node.type === 'TaggedTemplateExpression' && node.tag?.name;
    if (!tag || !['html', 'svg', 'css'].includes(tag)) return;
    const { quasis } = node.quasi!;
    for (const { start, end } of quasis)
      found.push({ start, end, tag, whole: quasis.length === 1 });
  });
  return found.sort((a, b) => a.start - b.start);
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (!value || typeof value !== 'object') return;
  if ('type' in value && 'start' in value) see(value as Node);
  for (const child of Object.values(value)) visit(child, see);
}

function minifyHtml(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

function minifyCss(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>/]) ?/g, '$1')
    .replace(/(?<=\() | (?=\))/g, '')
    .replace(/(?<![\d.])0(?=\.\d)/g, '')
    .replace(/;\}/g, '}')
    .replace(/: /g, ':')
    .replace(/='([a-z][\w-]*)'\]/g, '=$1]')
    .trim();
}
