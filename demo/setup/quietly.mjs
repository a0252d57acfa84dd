import { spawn } from 'node:child_process';

/**
 * Runs a command without showing its output, with one progress line on stderr.
 * Resolves to `{code, output}`; a command that cannot start has code 127.
 */
export async function quietly(title, command, args, { cwd, env = process.env } = {}) {
  const progress = new Progress(title);
  // Windows starts npm and npx through their .cmd files, which only a shell can run.
  const shell = process.platform === 'win32' && !command.endsWith('.exe');
  const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  const passOn = (signal) => child.kill(signal);
  process.on('SIGINT', passOn).on('SIGTERM', passOn);
  try {
    const code = await new Promise((resolve) => {
      child.on('error', (error) => {
        chunks.push(Buffer.from(`${error.message}\n`));
        resolve(127);
      });
      child.on('close', (exitCode, signal) => {
        if (signal === 'SIGINT' || signal === 'SIGTERM') process.exitCode = 130;
        resolve(exitCode ?? 130);
      });
    });
    progress.end(code === 0);
    return { code, output: Buffer.concat(chunks).toString('utf8') };
  } finally {
    progress.end(false);
    process.off('SIGINT', passOn).off('SIGTERM', passOn);
  }
}

/** Seconds counting up in place on a terminal; a line at the start and one at the end elsewhere. */
class Progress {
  #title;
  #started = Date.now();
  #timer;
  #ended = false;

  constructor(title) {
    this.#title = title;
    if (process.stderr.isTTY) {
      this.#draw();
      this.#timer = setInterval(() => this.#draw(), 1000);
    } else {
      process.stderr.write(`${title} …\n`);
    }
  }

  end(succeeded) {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#timer);
    const line = `${this.#title}: ${succeeded ? 'done' : 'failed'} in ${this.#seconds()} s\n`;
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[2K${line}` : line);
  }

  #draw() {
    process.stderr.write(`\r\x1b[2K${this.#title} … ${this.#seconds()} s`);
  }

  #seconds() {
    return Math.round((Date.now() - this.#started) / 1000);
  }
}
