import type { ErrorThrottle } from './error-throttle.ts';

/** A step that is repeated until stopped, and never overlaps itself. */
export interface Loop {
  /** Ends the loop; resolves when a step under way has finished. */
  stop(): Promise<void>;
}

/**
 * Repeats `step` each `intervalMs`, counted from the end of the one before. An error is `trouble`, and the
 * loop goes on: one bad step must not end the watching.
 */
export function runEvery(step: () => Promise<unknown>, intervalMs: number, trouble: ErrorThrottle): Loop {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let current: Promise<unknown> = Promise.resolve();
  const turn = () => {
    current = step()
      .then(
        () => trouble.isOver(),
        (error) => trouble.is(error),
      )
      .finally(() => {
        if (!stopped) timer = setTimeout(turn, intervalMs);
      });
  };
  timer = setTimeout(turn, 0);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
