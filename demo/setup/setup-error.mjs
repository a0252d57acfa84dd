/** A machine that is not ready; the message is one sentence that says what to do, `output` what a failed command said. */
export class SetupError extends Error {
  constructor(message, { output = '', cause } = {}) {
    super(message, { cause });
    this.name = 'SetupError';
    this.output = output;
  }

  /** What to print for the person who asked: the failed command's own words, then the sentence. */
  report() {
    return `${this.output ? `${this.output.trimEnd()}\n\n` : ''}${this.message}\n`;
  }
}
