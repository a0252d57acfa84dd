const boundary = /(?:^|[\s*_~(])$/;
/** What has a scheme is told from its neighbours without a space, as on GitHub; not where another kind of link begins. */
const schemeBoundary = /(?:^|[^a-z\d[<])$/i;
/**
 * It ends at a bracket that it does not open, which may be that of a link whose text it is in, and at the marks of
 * languages that put no space behind them.
 */
const web = /(?:[^\s<[\]、。，；：！？（）「」『』【】《》]|\[[^\s<[\]]*\]?)+/y;
const host = /(?:https?:\/\/|www\.)[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){0,9}/iuy;
const localPart = /[\w.+-]+$/;
const mailHost = /@[\w-]+(?:\.[\w-]+)+/y;

/** An address in running text. */
export interface Address {
  start: number;
  end: number;
  /** What its link has before it. */
  scheme: '' | 'http://' | 'mailto:';
}

/** The address around a colon, a dot or an at sign: https://github.github.com/gfm/#autolinks-extension- */
export function readAddress(text: string, position: number): Address | undefined {
  const character = text[position];
  if (character === '@') return findMail(text, position);
  const before = text.slice(Math.max(0, position - 6), position);
  const prefix = (character === ':' ? /https?$/i : /www$/i).exec(before)?.[0];
  if (!prefix || (character === ':' && !text.startsWith('//', position + 1))) return undefined;
  const start = position - prefix.length;
  const edge = character === ':' ? schemeBoundary : boundary;
  if (!edge.test(text.slice(Math.max(0, start - 1), start))) return undefined;
  web.lastIndex = host.lastIndex = start;
  const name = host.exec(text)?.[0];
  if (!name || /_[^.]*(?:\.[^.]*)?$/.test(name.slice(name.indexOf('/') + 2))) return undefined;
  if (character === '.' && name.length <= 4) return undefined;
  return {
    start,
    end: start + trimEnd(web.exec(text)![0]),
    scheme: character === ':' ? '' : 'http://',
  };
}

function findMail(text: string, position: number): Address | undefined {
  const local = localPart.exec(text.slice(Math.max(0, position - 64), position))?.[0];
  mailHost.lastIndex = position;
  const domain = local && mailHost.exec(text)?.[0].replace(/\.+$/, '');
  if (!domain || /[-_]$/.test(domain) || text[position - local.length - 1] === '\\')
    return undefined;
  return { start: position - local.length, end: position + domain.length, scheme: 'mailto:' };
}

/** How much of it is the address: no punctuation at its end, no bracket it does not open. */
function trimEnd(address: string): number {
  let end = address.length;
  let excess = 0;
  for (const character of address) {
    if (character === ')') excess += 1;
    else if (character === '(') excess -= 1;
  }
  for (;;) {
    const last = address[end - 1]!;
    if (last === ')' && excess > 0) excess -= 1;
    else if (last === ';') {
      const entity = /&[a-z0-9]+;$/i.exec(address.slice(Math.max(0, end - 40), end));
      if (!entity) return end;
      end -= entity[0].length - 1;
    } else if (!'?!.,:*_~\'"'.includes(last)) return end;
    end -= 1;
  }
}
