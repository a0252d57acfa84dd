export { KeyboardController } from './keyboard-controller.ts';
export { renderLauncher } from './launcher.ts';
export { modeStyles } from './styles/mode-styles.ts';
