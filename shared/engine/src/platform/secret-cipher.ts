import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const FORM = /^(v[12])\.([0-9a-f]{8})\.([\w-]+)$/;
/** Seals for a place too, as well as for an owner; the first form was for an owner alone. */
const BOUND = 'v2';

interface Key {
  id: string;
  bytes: Buffer;
}

/** The owner of a sealed text, and the place that it may be sent to. */
export interface SealedFor {
  owner: string;
  place: string;
}

/** Says if a text is sealed for a place too. */
export const isBound = (sealed: string): boolean => sealed.startsWith(`${BOUND}.`);

const sealedFor = ({ owner, place }: SealedFor, form: string): Buffer =>
  Buffer.from(form === BOUND ? `${owner} ${place}` : owner);

/**
 * Seals texts with AES-256-GCM: `v2.<id of the key>.<nonce, text and tag>`. The first key seals; the others only
 * open, so that a key can be replaced. A text that is sealed for one owner and place opens for no other; one in the
 * form of older releases, `v1`, opens for its owner at any place.
 */
export class SecretCipher {
  readonly #keys: readonly [Key, ...Key[]];

  constructor([first, ...others]: readonly [string, ...string[]]) {
    this.#keys = [keyOf(first), ...others.map(keyOf)];
  }

  seal(text: string, whom: SealedFor): string {
    const [{ id, bytes }] = this.#keys;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, bytes, iv).setAAD(sealedFor(whom, BOUND));
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${BOUND}.${id}.${sealed.toString('base64url')}`;
  }

  /** Opens a sealed text; null if it was changed, is for another owner or place, or its key is not here. */
  open(sealed: string, whom: SealedFor): string | null {
    const [, form = '', id, text = ''] = FORM.exec(sealed) ?? [];
    const key = this.#keys.find((one) => one.id === id);
    const bytes = Buffer.from(text, 'base64url');
    if (!key || bytes.length < IV_BYTES + TAG_BYTES) return null;
    const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(sealedFor(whom, form)).setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      return (
        decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      );
    } catch {
      return null; // the caller reports that it cannot be read, and not why
    }
  }
}

function keyOf(secret: string): Key {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', 'punctual/job-secrets/v1', KEY_BYTES));
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}
