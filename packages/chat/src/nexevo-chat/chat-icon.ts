/** The launcher's picture, as a path in a box of 20 by 20. */
export const chatIcon =
  'M10 3.5c-4 0-7 2.6-7 6 0 1.75.8 3.3 2.1 4.4-.1 1-.5 1.9-1.1 2.6 1.4-.1 2.6-.5 3.6-1.2.75.15 1.55.2 2.4.2 4 0 7-2.6 7-6s-3-6-7-6z';
