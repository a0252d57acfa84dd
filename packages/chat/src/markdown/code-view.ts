import type { Block } from './block.ts';
import { TextView } from './leaf-views.ts';
import type { RenderContext } from './render-context.ts';
import { colorCode, drawMath } from './rich.ts';

/**
 * Fills the element of a block of code, or of a formula, and says how it is updated. Code is one text
 * node; what a site draws itself takes the place of the source.
 */
export function viewCode(
  { info }: Block,
  element: HTMLElement,
  context: RenderContext,
): (block: Block) => void {
  const { blockRenderers, codeLabel = 'Code', codeTools } = context.options;
  const language = /^[\w+#.-]{1,24}/.exec(info)?.[0] ?? '';
  const math = language === 'math';
  const text = new TextView();
  const { node } = text;
  // Code and formulas read left to right in every language.
  element.dir = 'ltr';
  element.className = math ? 'raw math' : 'code';
  if (math) element.append(node);
  else {
    element.setAttribute('part', 'code');
    const bar = document.createElement('div');
    bar.className = 'code-bar';
    const label = document.createElement('span');
    label.textContent = language || codeLabel;
    bar.append(label);
    const tools = codeTools?.(() => node.data);
    if (tools) bar.append(tools);
    const pre = document.createElement('pre');
    // Focusable, so that the keyboard can scroll it.
    pre.tabIndex = 0;
    const code = document.createElement('code');
    code.append(node);
    pre.append(code);
    element.append(bar, pre);
  }

  return ({ lines, state }) => {
    const whole = state === 2;
    // Half a formula is nothing to look at.
    if (!math || whole) text.update(lines, context);
    try {
      if (whole && Object.hasOwn(blockRenderers ?? {}, language))
        return element.lastChild!.replaceWith(blockRenderers![language]!(node.data));
    } catch (error) {
      // A diagram that the model got wrong, say: its source is shown, and all that follows.
      // biome-ignore lint/suspicious/noConsole: the page's author has to see it.
      console.error('<nexevo-chat>: "blockRenderers" threw.', error);
    }
    if (!math) colorCode(node, language, whole);
    else if (whole) drawMath(element, `$$${node.data}$$`);
  };
}
