/** A look of the chat: values of `--nexevo-*` by name. */
export interface Theme {
  name: string;
  tokens: Record<string, string>;
}

export const themes: readonly Theme[];
export function declarationsOf(tokens: Record<string, string>, indent?: string): string;
