const first = process.ppid;
const everyMs = 500;

/**
 * Calls back once when the npm that started this process is gone: killed by a signal, npm takes only the shell
 * in between with it. Never on Windows, where a process keeps its parent's id. Returns how to stop.
 */
export function onParentGone(callback) {
  // Started by hand, with `nohup` or `&`, it may outlive its shell.
  if (!process.env.npm_lifecycle_event) return () => {};
  const timer = setInterval(() => {
    if (process.ppid === first) return;
    clearInterval(timer);
    callback();
  }, everyMs);
  return () => clearInterval(timer);
}
