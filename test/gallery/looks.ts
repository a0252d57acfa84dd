import { themes } from '../../demo/site/scripts/themes.js';

/** What a series of pictures has in common. */
export interface Look {
  language: string;
  /** `light`, `dark`, or one of the demo's themes in either, as `paper-dark`. */
  theme: string;
  width: string;
}

/** Sizes of the window; the narrow ones are telephones, where the bubble covers the page. */
export const widths: Record<string, { width: number; height: number }> = {
  bubble: { width: 1000, height: 760 },
  '280': { width: 280, height: 640 },
  '320': { width: 320, height: 640 },
  '400': { width: 400, height: 760 },
  '1100': { width: 1100, height: 760 },
  '1440': { width: 1440, height: 900 },
};

const schemes = ['light', 'dark'];

/** The chat as it comes, and each of the demo's themes, light and dark. */
export const allThemes = ['', ...themes.map(({ name }) => `${name.toLowerCase()}-`)].flatMap(
  (name) => schemes.map((scheme) => name + scheme),
);

function tokensOf(name: string): string {
  const theme = themes.find((one) => one.name.toLowerCase() === name);
  return Object.entries(theme?.tokens ?? {})
    .map(([token, value]) => `${token}: ${value};`)
    .join(' ');
}

/** A page with one chat that fills it, or with a bubble. */
export function pageOf({ language, theme, width }: Look): string {
  const mode = width === 'bubble' ? 'bubble' : 'fullscreen';
  const proactive =
    mode === 'bubble' ? 'data-proactive="Lorem ipsum dolor sit?" data-proactive-delay="0"' : '';
  const [scheme, name = ''] = theme.split('-').reverse();
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  return `<!doctype html>
<html lang="${language}" dir="${direction}" style="color-scheme: ${scheme}">
  <meta charset="utf-8"><title>A page</title>
  <style>nexevo-chat { ${tokensOf(name)} }</style>
  <body style="margin: 2rem; font: 16px/1.6 system-ui">
    <h1>Lorem ipsum</h1><p>Dolor sit amet, consectetur adipiscing elit.</p>
    <script src="/nexevo/nexevo-chat.js" data-mode="${mode}" data-privacy-url="/privacy" ${proactive}></script>
    <script>
      const chat = document.querySelector('nexevo-chat');
      chat.prompts = [{ label: 'Lorem ipsum?', prompt: 'Lorem ipsum?' }, { label: 'Dolor sit amet', prompt: 'Dolor sit amet' }];
      chat.handoff = { label: 'Consectetur', url: 'mailto:help@example.com' };
    </script>
  </body>
</html>`;
}
