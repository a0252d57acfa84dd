import { html, nothing } from 'lit';
import type { Token, Tokens } from 'marked';
import { decodeEntities } from './entities.ts';
import { safeHref } from './links.ts';

/** Inline tokens as Lit templates: text stays text, whatever it says. */
export function renderInlines(tokens: readonly Token[] | undefined): unknown {
  return tokens?.map(renderInline) ?? nothing;
}

function renderInline(token: Token): unknown {
  switch (token.type) {
    case 'strong':
      return html`<strong>${renderInlines(token.tokens)}</strong>`;
    case 'em':
      return html`<em>${renderInlines(token.tokens)}</em>`;
    case 'del':
      return html`<del>${renderInlines(token.tokens)}</del>`;
    case 'codespan':
      return html`<code>${token.text}</code>`;
    case 'br':
      return html`<br />`;
    case 'link':
      return renderLink(token as Tokens.Link);
    case 'image':
      return renderImage(token as Tokens.Image);
    case 'checkbox':
      return html`<span class="task" aria-hidden="true">${token.checked ? '☑' : '☐'}</span> `;
    case 'escape':
      return token.text;
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw.trim()) ? html`<br />` : token.raw;
    case 'text':
      return token.tokens ? renderInlines(token.tokens) : decodeEntities(token.raw);
    default:
      return token.raw;
  }
}

function renderLink({ href, tokens, autolink }: Tokens.Link): unknown {
  return anchor(
    autolink ? safeHref(href.replaceAll('&', '&amp;')) : safeHref(href),
    renderInlines(tokens),
  );
}

/** Never fetched: a picture's address would tell its host who is reading. */
function renderImage({ href, text }: Tokens.Image): unknown {
  return anchor(safeHref(href), decodeEntities(text) || href);
}

function anchor(href: string | undefined, content: unknown): unknown {
  if (!href) return content;
  return html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${content}</a>`;
}
