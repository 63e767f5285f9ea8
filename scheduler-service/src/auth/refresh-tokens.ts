import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SessionDocument } from '@punctual/engine/database/documents';
import type { SessionStore } from '../accounts/sessions/session-store.ts';

/**
 * Two tabs may refresh at the same moment with the same cookie: for this long, the token directly before the
 * current one is answered with the current one. Older ones never are.
 */
const GRACE_MS = 10_000;
const SEED_BYTES = 32;
const KEY_BYTES = 32;
const FORM = /^([0-9a-f]{24})\.(\d{1,9})\.([\w-]{43})$/;

export const createSeed = (): string => randomBytes(SEED_BYTES).toString('base64url');

/**
 * Issues and spends refresh tokens: `<session>.<generation>.<keyed hash of both and the session's seed>`. The database holds
 * the number of the generation that counts, and nothing from which a token could be made; a spent token is
 * still recognised as ours, however old, which is how reuse is noticed (RFC 9700, 4.14).
 */
export class RefreshTokens {
  readonly #keys: readonly [Buffer, ...Buffer[]];
  readonly #sessions: SessionStore;

  /** @param secrets the first makes tokens; those of the others are accepted too, and replaced by its own */
  constructor([first, ...others]: readonly [string, ...string[]], sessions: SessionStore) {
    this.#keys = [deriveKey(first), ...others.map(deriveKey)];
    this.#sessions = sessions;
  }

  /** Issues the token that is valid for a session now. */
  issue(session: SessionDocument): string {
    const id = session._id.toHexString();
    return `${id}.${session.generation}.${computeHash(this.#keys[0], id, session.generation, session.seed)}`;
  }

  /**
   * Spends a token, and returns the session one generation later; null if the token is not (or no longer) valid.
   * A token that was spent before ends its whole family.
   */
  async spend(token: string, now: Date): Promise<SessionDocument | null> {
    const [, id = '', number = '', hash = ''] = FORM.exec(token) ?? [];
    const session = await this.#sessions.alive(id, now);
    const generation = Number(number);
    const isOurs = (key: Buffer) => session && isSame(hash, computeHash(key, id, generation, session.seed));
    if (!session || !this.#keys.some(isOurs)) return null;
    if (generation === session.generation) {
      return (await this.#sessions.rotate(session, now)) ?? this.spend(token, now);
    }
    const justSpent =
      generation === session.generation - 1 && now.getTime() - session.rotatedAt.getTime() <= GRACE_MS;
    if (justSpent) return session;
    await this.#sessions.end(session);
    return null;
  }
}

const deriveKey = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'punctual/refresh-token/v1', KEY_BYTES));

const computeHash = (key: Buffer, id: string, generation: number, seed: string): string =>
  createHmac('sha256', key).update(`${id}.${generation}.${seed}`).digest('base64url');

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
