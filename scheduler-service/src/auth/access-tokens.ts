import { createSecretKey, type KeyObject, randomUUID } from 'node:crypto';
import type { SessionDocument, UserDocument } from '@punctual/engine/database/documents';
import jsonwebtoken from 'jsonwebtoken';
import { z } from 'zod';

/** Access tokens live this long, in seconds. */
export const ACCESS_SECONDS = 600;
const LEEWAY_SECONDS = 30;
const ISSUER = 'punctual';
const AUDIENCE = 'punctual-api';
const TYPE = 'at+jwt';

const claims = z.object({
  sub: z.string(),
  sid: z.string(),
  role: z.string(),
  ver: z.number().int(),
  iat: z.number().int(),
  exp: z.number().int(),
});
export type AccessClaims = z.infer<typeof claims>;

/**
 * Issues and reads access tokens: JWT by RFC 9068, HS256 and nothing else. The first secret signs; tokens that
 * another one signed are accepted too, so that a secret can be replaced while its tokens are valid.
 */
export class AccessTokens {
  readonly #keys: readonly [KeyObject, ...KeyObject[]];

  constructor(secrets: readonly [string, ...string[]]) {
    const [first, ...others] = secrets;
    this.#keys = [createKey(first), ...others.map(createKey)];
  }

  issue(user: UserDocument, session: SessionDocument, now: Date): string {
    const iat = Math.floor(now.getTime() / 1_000);
    const payload = {
      sid: session._id.toHexString(),
      role: user.role,
      ver: user.tokenVersion,
      iat,
      exp: iat + ACCESS_SECONDS,
    };
    return jsonwebtoken.sign(payload, this.#keys[0], {
      algorithm: 'HS256',
      header: { alg: 'HS256', typ: TYPE },
      subject: user._id.toHexString(),
      issuer: ISSUER,
      audience: AUDIENCE,
      // Two tokens of one second differ: a client that was refused one sees that it got another.
      jwtid: randomUUID(),
    });
  }

  /** Reads the claims of a token that is ours and valid at `now`; else null. */
  read(token: string, now: Date): AccessClaims | null {
    const seconds = Math.floor(now.getTime() / 1_000);
    const payload = this.#keys.map((key) => verify(token, key, seconds)).find(Boolean);
    const parsed = claims.safeParse(payload);
    if (!parsed.success) return null;
    const { iat, exp } = parsed.data;
    // The library does not check that it ends at all, soon enough, and was not made in the future.
    return exp - iat <= ACCESS_SECONDS && iat <= seconds + LEEWAY_SECONDS ? parsed.data : null;
  }
}

/** Creates a key object. A text jsonwebtoken would try as a public key with every token, which takes longer than the rest. */
const createKey = (secret: string): KeyObject => createSecretKey(Buffer.from(secret));

function verify(token: string, key: KeyObject, seconds: number): unknown {
  try {
    const { header, payload } = jsonwebtoken.verify(token, key, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      clockTimestamp: seconds,
      clockTolerance: LEEWAY_SECONDS,
      maxAge: ACCESS_SECONDS,
      complete: true,
    });
    // What `crit` lists must be understood (RFC 7515, 4.1.11), and nothing that may stand there is.
    return header.typ === TYPE && !('crit' in header) ? payload : null;
  } catch {
    return null; // whatever is wrong with it, the answer is the same: it is not a valid token
  }
}
