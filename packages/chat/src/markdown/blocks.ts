import { html, nothing, type TemplateResult } from 'lit';
import type { Token, Tokens } from 'marked';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { renderInlines } from './inlines.ts';

/** Block tokens as Lit templates. */
export function renderBlocks(tokens: readonly Token[], strings: ChatStrings): unknown {
  return tokens.map((token) => renderBlock(token, strings));
}

export function renderBlock(token: Token, strings: ChatStrings): unknown {
  switch (token.type) {
    case 'paragraph':
      return html`<p>${renderInlines(token.tokens)}</p>`;
    case 'heading':
      return renderHeading(token as Tokens.Heading);
    case 'code':
      return html`<nexevo-chat-code
        .text=${token.text}
        .language=${token.lang ?? ''}
        .strings=${strings}
      ></nexevo-chat-code>`;
    case 'blockquote':
      return html`<blockquote>${renderBlocks(token.tokens ?? [], strings)}</blockquote>`;
    case 'list':
      return renderList(token as Tokens.List, strings);
    case 'table':
      return renderTable(token as Tokens.Table);
    case 'hr':
      return html`<hr />`;
    case 'html':
      return html`<p class="raw">${token.raw.trim()}</p>`;
    case 'space':
    case 'def':
      return nothing;
    default:
      // The text of a tight list item, and what only stands inside a line.
      return renderInlines([token]);
  }
}

/** A reply stands below the page's own headings, so its largest is an `h3`. */
function renderHeading({ depth, tokens }: Tokens.Heading): TemplateResult {
  const content = renderInlines(tokens);
  if (depth === 1) return html`<h3>${content}</h3>`;
  if (depth === 2) return html`<h4>${content}</h4>`;
  if (depth === 3) return html`<h5>${content}</h5>`;
  return html`<h6>${content}</h6>`;
}

function renderList({ ordered, start, items }: Tokens.List, strings: ChatStrings): TemplateResult {
  const content = items.map(
    ({ tokens, task }) =>
      html`<li class=${task ? 'with-task' : nothing}>${renderBlocks(tokens, strings)}</li>`,
  );
  return ordered ? html`<ol start=${start || nothing}>${content}</ol>` : html`<ul>${content}</ul>`;
}

function renderTable({ header, rows }: Tokens.Table): TemplateResult {
  const cell = (tag: 'th' | 'td') => (item: Tokens.TableCell) => {
    const align = `align-${item.align ?? 'start'}`;
    const content = renderInlines(item.tokens);
    return tag === 'th'
      ? html`<th class=${align} scope="col">${content}</th>`
      : html`<td class=${align}>${content}</td>`;
  };
  // Focusable, so that the keyboard can scroll it.
  return html`<div class="table" tabindex="0">
    <table>
      <thead>
        <tr>
          ${header.map(cell('th'))}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => html`<tr>${row.map(cell('td'))}</tr>`)}
      </tbody>
    </table>
  </div>`;
}
