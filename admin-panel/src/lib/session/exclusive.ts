const NAME = 'refresh';
const LEASE_KEY = 'punctual-refresh-lease';
const LEASE_MS = 10_000;
const LOOK_AGAIN_MS = 60;

/**
 * Runs `work` in one tab at a time. Two tabs that refresh at once would send one rotated cookie twice, which
 * the server takes for theft and answers by ending the session.
 */
export function exclusively<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? (navigator.locks.request(NAME, work) as Promise<T>) : underLease(work);
}

/**
 * Runs `work` under a lease that runs out by itself: for plain http on a LAN address, where browsers have no
 * locks.
 */
async function underLease<T>(work: () => Promise<T>): Promise<T> {
  const me = crypto.getRandomValues(new Uint32Array(2)).join('-');
  while (!(await taken(me))) await pause(LOOK_AGAIN_MS);
  // A page that is left in between gives it back at once.
  window.addEventListener('pagehide', giveBack);
  try {
    return await work();
  } finally {
    window.removeEventListener('pagehide', giveBack);
    giveBack();
  }
}

async function taken(me: string): Promise<boolean> {
  const [, until = '0'] = (localStorage.getItem(LEASE_KEY) ?? '').split('|');
  if (Number(until) > Date.now()) return false;
  localStorage.setItem(LEASE_KEY, `${me}|${Date.now() + LEASE_MS}`);
  await pause(LOOK_AGAIN_MS / 2);
  return localStorage.getItem(LEASE_KEY)?.startsWith(`${me}|`) ?? false;
}

const giveBack = (): void => localStorage.removeItem(LEASE_KEY);

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
