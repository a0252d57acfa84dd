export { openRowMenu, renderRowMenu } from './row-menu.ts';
export { renderRename } from './row-rename.ts';
export { rowMenuStyles } from './styles/row-menu-styles.ts';
