/** What `npm run manifest` reads: the two elements, what they inherit, and their events. */
export default {
  globs: [
    'src/nexevo-chat/{chat-settings,bubble-element,conversation-element,nexevo-chat}.ts',
    'src/nexevo-usage/{nexevo-usage,usage-events}.ts',
    'src/events.ts',
  ],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [{ name: 'public-only', packageLinkPhase: keepPublic }],
};

const lifecycle = new Set(['willUpdate', 'firstUpdated', 'updated', 'render', 'styles']);

/** Leaves out what no page may use: private and protected members, Lit's own, and events that only pass through. */
function keepPublic({ customElementsManifest }) {
  for (const { declarations } of customElementsManifest.modules) {
    for (const declaration of declarations) {
      declaration.members = declaration.members?.filter(
        ({ name, privacy }) =>
          !/^[#_]/.test(name) && !lifecycle.has(name) && (privacy ?? 'public') === 'public',
      );
      declaration.events = declaration.events?.filter(({ name }) => name?.startsWith('nexevo-'));
      if (declaration.tagName) declaration.customElement = true;
    }
  }
}
