import type { Block } from '../../src/markdown/block.ts';
import { BlockParser } from '../../src/markdown/block-parser.ts';
import type { BlockTree } from '../../src/markdown/block-tree.ts';
import { decodeText } from '../../src/markdown/entities.ts';
import type { Inline } from '../../src/markdown/inline.ts';
import { InlineParser } from '../../src/markdown/inline-parser.ts';
import { textOf } from '../../src/markdown/pictures.ts';
import { loadRareSyntax } from '../../src/markdown/rare-syntax.ts';

await loadRareSyntax();

/** The parser's tree as the HTML that the specification writes. For tests alone: nothing the chat shows is markup. */
export function specHtml(source: string, splits: Iterable<number> = []): string {
  const parser = new BlockParser();
  let from = 0;
  for (const to of splits) {
    parser.append(source.slice(from, to));
    from = to;
    parser.preview(() => treeHtml(parser.tree, true));
  }
  parser.append(source.slice(from));
  parser.end();
  return treeHtml(parser.tree);
}

/** A tree that is still open is read as it is shown while it is written. */
export function treeHtml(tree: BlockTree, streaming = false): string {
  const context = { references: tree.references, onMissing: () => {} };
  const inlines = (block: Block) => {
    const parser = new InlineParser(block.lines.join('\n'), context, { streaming });
    const { settled, rest } = parser.parse();
    return inlineHtml([...settled, ...rest]);
  };
  const blocks = (children: Block[]) => children.map(blockHtml).join('');
  return blocks(tree.root.children);

  function blockHtml(block: Block): string {
    const lines = block.lines.map((line) => `${line}\n`).join('');
    switch (block.type) {
      case 'paragraph':
        return `<p>${inlines(block)}</p>\n`;
      case 'heading':
        return `<h${block.level}>${inlines(block)}</h${block.level}>\n`;
      case 'rule':
        return '<hr />\n';
      case 'html':
        return lines;
      case 'code': {
        const language = decodeText(block.info).split(/\s/)[0];
        return `<pre><code${language ? ` class="language-${escapeHtml(language)}"` : ''}>${escapeHtml(lines)}</code></pre>\n`;
      }
      case 'quote':
        return `<blockquote>\n${blocks(block.children)}</blockquote>\n`;
      case 'list': {
        const tag = block.first === undefined ? 'ul' : 'ol';
        const start = (block.first ?? 1) === 1 ? '' : ` start="${block.first}"`;
        const items = block.children.map((item) => itemHtml(item, block.loose)).join('');
        return `<${tag}${start}>\n${items}</${tag}>\n`;
      }
      case 'table': {
        const [head, ...rows] = block.children.map((row) => row.children);
        const body = rows.map((cells) => rowHtml(cells, 'td')).join('');
        return `<table>\n<thead>\n${rowHtml(head!, 'th')}</thead>\n${body && `<tbody>\n${body}</tbody>\n`}</table>\n`;
      }
      default:
        return '';
    }
  }

  function itemHtml({ children, task }: Block, loose: boolean): string {
    const box =
      task === undefined ? '' : `<input ${task ? 'checked="" ' : ''}disabled="" type="checkbox"> `;
    let html = '';
    for (const child of children) {
      if (child.type !== 'paragraph' || loose)
        html += (html.endsWith('\n') ? '' : '\n') + blockHtml(child);
      else html += (html && !html.endsWith('\n') ? '\n' : '') + inlines(child);
    }
    return `<li>${box}${html}</li>\n`;
  }

  function rowHtml(cells: Block[], tag: string): string {
    const row = cells.map((cell) => {
      const align = cell.align ? ` align="${cell.align}"` : '';
      return `<${tag}${align}>${inlines(cell)}</${tag}>\n`;
    });
    return `<tr>\n${row.join('')}</tr>\n`;
  }
}

function inlineHtml(nodes: Inline[]): string {
  return nodes.map(nodeHtml).join('');
}

function nodeHtml(node: Inline): string {
  switch (node.type) {
    case 'text':
      return escapeHtml(node.text);
    case 'math':
      return `<math>${escapeHtml(node.text)}</math>`;
    case 'code':
      return `<code>${escapeHtml(node.text)}</code>`;
    case 'html':
      return node.text;
    case 'note':
      return `<sup>${escapeHtml(node.text)}</sup>`;
    case 'break':
      return '<br />\n';
    case 'link':
      return `<a href="${address(node.href)}"${titleOf(node)}>${inlineHtml(node.children)}</a>`;
    case 'image':
      return `<img src="${address(node.href)}" alt="${escapeHtml(textOf(node.children))}"${titleOf(node)} />`;
    default:
      return `<${node.type}>${inlineHtml(node.children)}</${node.type}>`;
  }
}

function titleOf({ title }: { title: string | undefined }): string {
  return title === undefined ? '' : ` title="${escapeHtml(title)}"`;
}

function address(href: string): string {
  const encoded = href.replace(/%(?![0-9a-f]{2})|[^\w%;/?:@&=+$,\-.!~*'()#]/giu, (character) =>
    encodeURIComponent(character.isWellFormed() ? character : '\ufffd'),
  );
  return escapeHtml(encoded);
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
