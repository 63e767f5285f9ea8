/**
 * Carries out work under a signal that aborts after `ms` with a `TimeoutError`. The timer is held here and cleared when
 * the work has ended: some releases of Node collect the one of `AbortSignal.timeout` as garbage, which then never fires
 * (nodejs/node#57736).
 */
export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(timeoutReason()), ms);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** The reason of a signal whose time has passed, as the platform itself names it. */
export const timeoutReason = (): DOMException => new DOMException('The time is up.', 'TimeoutError');
