import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;
const ID_BYTES = 16;
/** Accounts that a device is known to; of more, those of the last logins. */
const ACCOUNTS = 5;
const FORM = /^[\w-]{22}(?:\.[\w-]{43}){1,5}$/;

/**
 * Recognises browsers that have logged in to an account before, by a cookie: the random id of the browser, and for each
 * account a keyed hash of both (OWASP, "device cookies"). It is no login: only the limits of strangers do not hold for it.
 */
export class KnownDevices {
  readonly #keys: readonly [Buffer, ...Buffer[]];

  /** @param secrets the first makes hashes; those of the others are accepted too */
  constructor([first, ...others]: readonly [string, ...string[]]) {
    this.#keys = [deriveKey(first), ...others.map(deriveKey)];
  }

  /** Finds the id of a device that is known to an account; null if it is not, or there is no cookie. */
  find(cookie: string | null, account: string): string | null {
    const [id, ...hashes] = parse(cookie);
    if (id === undefined) return null;
    const isKnown = this.#keys.some((key) =>
      hashes.some((hash) => isSame(hash, computeHash(key, id, account))),
    );
    return isKnown ? id : null;
  }

  /** Builds the cookie of a device that has just logged in to an account. */
  remember(cookie: string | null, account: string): string {
    const [id = randomBytes(ID_BYTES).toString('base64url'), ...hashes] = parse(cookie);
    const own = this.#keys.map((key) => computeHash(key, id, account));
    const others = hashes.filter((hash) => !own.includes(hash)).slice(0, ACCOUNTS - 1);
    return [id, own[0], ...others].join('.');
  }
}

const parse = (cookie: string | null): string[] =>
  cookie !== null && FORM.test(cookie) ? cookie.split('.') : [];

const deriveKey = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'punctual/known-device/v1', KEY_BYTES));

const computeHash = (key: Buffer, id: string, account: string): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([id, account]))
    .digest('base64url');

const isSame = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));
