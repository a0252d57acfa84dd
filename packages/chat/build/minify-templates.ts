import { type Plugin, parseAst } from 'vite';
import { checkTemplate } from './check-template.ts';
import { type Node, visitNodes } from './visit-nodes.ts';

/**
 * Takes the indentation out of Lit's templates, and out of its styles what CSS can do without, which no minifier touches.
 * Fails on a value in a style, and on a template which `trim-lit.ts` has left no code for.
 */
export function minifyTemplates(): Plugin {
  return {
    name: 'nexevo-minify-templates',
    apply: 'build',
    transform: {
      filter: { id: /packages\/chat\/src\/.*\.ts$/ },
      handler(code, id) {
        const templates = findTemplates(parseAst(code, { lang: 'ts' }));
        for (const { tag, pieces } of templates) {
          if (tag === 'css' && pieces.length > 1)
            this.error(`${id}: a css template takes no value in the bundle`);
          if (tag === 'mathml') this.error(`${id}: trim-lit.ts has left no code for MathML`);
          const unread = tag !== 'css' && checkTemplate(pieces.map(({ value }) => value.cooked));
          if (unread) this.error(`${id}: trim-lit.ts has left no code for "${unread}"`);
        }
        let output = '';
        let copied = 0;
        // In the order they stand in: there are templates in templates.
        const pieces = templates.flatMap(({ tag, pieces }) =>
          pieces.map(({ start, end }) => ({ start, end, tag })),
        );
        for (const { start, end, tag } of pieces.sort((a, b) => a.start - b.start)) {
          const text = code.slice(start, end);
          output +=
            code.slice(copied, start) + (tag === 'css' ? minifyCss(text) : minifyHtml(text));
          copied = end;
        }
        return copied ? { code: output + code.slice(copied), map: null } : null;
      },
    },
  };
}

function findTemplates(program: unknown) {
  const found: { tag: string; pieces: NonNullable<Node['quasi']>['quasis'] }[] = [];
  visitNodes(program, ({ type, tag, quasi }) => {
    if (
      type === 'TaggedTemplateExpression' &&
      tag?.name &&
      /^(?:html|svg|mathml|css)$/.test(tag.name)
    )
      found.push({ tag: tag.name, pieces: quasi!.quasis });
  });
  return found;
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
