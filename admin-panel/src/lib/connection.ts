import { createStore } from './store.ts';
import { language } from './strings/language.ts';

export type Connection = 'live' | 'reconnecting' | 'offline';

/** The state of the connection, and when the server last answered (ms). */
export interface ConnectionState {
  is: Connection;
  heardAt: number | null;
}

const FAILURES_UNTIL_OFFLINE = 2;
const LOOK_AGAIN_MS = [1_000, 2_000, 5_000, 10_000, 20_000];
const AWAY = [502, 503, 504];

export const connection = createStore<ConnectionState>({ is: 'live', heardAt: null });

let failures = 0;
let retry: ReturnType<typeof setTimeout> | undefined;

/** Fetches, and follows whether the server answers. */
export async function watchedFetch(path: string, init: RequestInit = {}): Promise<Response> {
  try {
    const response = await fetch(path, inOurLanguage(init));
    if (AWAY.includes(response.status)) missed();
    else heard();
    return response;
  } catch (error) {
    if (!init.signal?.aborted) missed();
    throw error;
  }
}

/** Asks for answers in the language of the page, which need not be that of the browser. */
function inOurLanguage(init: RequestInit): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('accept-language', language);
  return { ...init, headers };
}

/** Notes a sign of life of the server. */
export function heard(): void {
  failures = 0;
  clearTimeout(retry);
  retry = undefined;
  connection.set({ is: 'live', heardAt: Date.now() });
}

function missed(): void {
  failures += 1;
  const is = failures >= FAILURES_UNTIL_OFFLINE ? 'offline' : 'reconnecting';
  connection.set({ is, heardAt: connection.get().heardAt });
  retry ??= setTimeout(lookAgain, LOOK_AGAIN_MS[Math.min(failures, LOOK_AGAIN_MS.length) - 1]);
}

function lookAgain(): void {
  retry = undefined;
  void watchedFetch('/health').catch(() => undefined);
}

window.addEventListener('online', lookAgain);
window.addEventListener('offline', missed);
