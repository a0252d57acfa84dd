const rightToLeft =
  /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** The direction of a text's first letter; `auto` while there is none. Browsers do not follow text that streams in. */
export function directionOf(text: string): 'ltr' | 'rtl' | 'auto' {
  const letter = /\p{L}/u.exec(text)?.[0];
  if (!letter) return 'auto';
  return rightToLeft.test(letter) ? 'rtl' : 'ltr';
}
