import { ApiError } from '@punctual/contracts/api/client';
import { connection } from '../connection.ts';
import { backoff } from './backoff.ts';
import { readEvents, type StreamListener } from './read-events.ts';

/** A stream that ends sooner than this has failed; it ends well with its access token. */
const LASTED_MS = 5_000;

interface KeptListener extends StreamListener {
  /** It could not be opened, or broke off at once. */
  onDown: () => void;
}

/** Reads a stream, and opens it again whenever it ends, until aborted or the session has ended. */
export async function keepStream(path: string, listener: KeptListener, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const began = performance.now();
    const ending = await ended(readEvents(path, listener, signal));
    if (signal.aborted || ending === 'loggedOut') return;
    const isGood = ending === 'well' && performance.now() - began > LASTED_MS;
    failures = isGood ? 0 : failures + 1;
    if (!isGood) listener.onDown();
    await pause(backoff(failures), signal);
  }
}

type Ending = 'well' | 'badly' | 'loggedOut';

async function ended(reading: Promise<void>): Promise<Ending> {
  try {
    await reading;
    return 'well';
  } catch (error) {
    // Whatever broke the stream, the same follows: it is tried again, and connection.ts says how things stand.
    return error instanceof ApiError && error.status === 401 ? 'loggedOut' : 'badly';
  }
}

/** Waits, but not longer than until the server answers again. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let was = connection.get().is;
    const done = () => {
      clearTimeout(timer);
      unwatch();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const unwatch = connection.subscribe(() => {
      const { is } = connection.get();
      if (was !== 'live' && is === 'live') done();
      was = is;
    });
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
