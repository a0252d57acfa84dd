/** The module of the contestant whose page is being built. */
declare module 'virtual:contestant' {
  export const contestant: import('./contestant.ts').Contestant;
}
