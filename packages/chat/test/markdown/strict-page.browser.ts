import { assert } from 'chai';
import { payloads } from './payloads.ts';

interface Findings {
  violations: string[];
  requests: string[];
  tags: string[];
  attributes: string[];
  protocols: string[];
  shown: number;
}

const policy = `default-src 'none'; script-src ${location.origin}; require-trusted-types-for 'script'; trusted-types 'none'`;

describe('Markdown on a page that enforces Trusted Types', () => {
  let findings: Findings;

  before(async () => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="${policy}"><body><script type="module" src="${new URL('strict-frame.ts', import.meta.url)}"></script>`;
    const answer = new Promise<Findings>((resolve) => {
      addEventListener('message', ({ source, data }) => {
        if (source === frame.contentWindow && data.tags) resolve(data);
      });
    });
    document.body.append(frame);
    findings = await answer;
    frame.remove();
  });

  it('runs none of at least two hundred payloads', () => {
    assert.isAtLeast(new Set(payloads).size, 200);
    assert.isAbove(findings.shown, 10_000);
    assert.notProperty(globalThis, 'hacked');
  });

  it('asks no server for anything, and tries nothing the policy forbids', () => {
    assert.deepEqual(findings.requests, []);
    assert.deepEqual(findings.violations, []);
  });

  it('makes only the elements and attributes it knows', () => {
    const tags =
      'a blockquote br button code div em h3 h4 hr kbd li ol p pre section span strong sub sup table tbody td th thead tr ul';
    const math =
      'annotation math menclose mfrac mi mn mo mover mpadded mrow mspace mstyle msup mtable mtd mtext mtr munder semantics';
    for (const tag of findings.tags) assert.include(`${tags} ${math}`.split(' '), tag);
    // A formula's style is set as properties, never as an attribute's text: the policy would tell.
    const attributes =
      'class data-note dir href part rel role scope start tabindex target type aria-hidden aria-labelledby';
    const mathAttributes =
      'accent data-math depth display displaystyle encoding fence form height linethickness lspace mathbackground mathcolor maxsize minsize notation rspace scriptlevel separator stretchy style voffset width';
    for (const name of findings.attributes)
      assert.include(`${attributes} ${mathAttributes}`.split(' '), name);
    assert.includeMembers(['https:', 'http:', 'mailto:', 'tel:'], findings.protocols);
  });
});
