import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const FORM = /^v1\.([0-9a-f]{8})\.([\w-]+)$/;

interface Key {
  id: string;
  bytes: Buffer;
}

/**
 * Seals texts with AES-256-GCM: `v1.<id of the key>.<nonce, text and tag>`. The first key seals; the others only
 * open, so that a key can be replaced. A text that is sealed for one owner opens for no other.
 */
export class SecretCipher {
  readonly #keys: readonly [Key, ...Key[]];

  constructor([first, ...others]: readonly [string, ...string[]]) {
    this.#keys = [keyOf(first), ...others.map(keyOf)];
  }

  seal(text: string, owner: string): string {
    const [{ id, bytes }] = this.#keys;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, bytes, iv).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `v1.${id}.${sealed.toString('base64url')}`;
  }

  /** Opens a sealed text; null if it was changed, is another owner's, or its key is not here. */
  open(sealed: string, owner: string): string | null {
    const [, id, text = ''] = FORM.exec(sealed) ?? [];
    const key = this.#keys.find((one) => one.id === id);
    const bytes = Buffer.from(text, 'base64url');
    if (!key || bytes.length < IV_BYTES + TAG_BYTES) return null;
    const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-TAG_BYTES));
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
