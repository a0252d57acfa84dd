export { KeyboardController } from './keyboard-controller.ts';
export { opens, renderLauncher } from './launcher.ts';
export { modeStyles } from './styles/mode-styles.ts';
