/** Repeats within this time (ms) are one and the same: npm passes on a Ctrl-C that the terminal sent us too. */
const SAME_SIGNAL_MS = 1000;
const INTERRUPTED = 130;
const PARENT_POLL_MS = 250;

/** Aborted by the first Ctrl-C or SIGTERM, or when npm is gone; a second Ctrl-C ends the process at once. */
export function onInterrupt(): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const handle = () => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      controller.abort();
    } else if (performance.now() - firstAt > SAME_SIGNAL_MS) {
      process.exit(INTERRUPTED);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handle);
  if (process.env.npm_lifecycle_event) whenParentIsGone(() => controller.abort());
  return controller.signal;
}

/** npm starts us through a shell, which does not pass on a SIGTERM that was meant for all of us: it just ends. */
function whenParentIsGone(tell: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    tell();
  }, PARENT_POLL_MS);
  timer.unref();
}
