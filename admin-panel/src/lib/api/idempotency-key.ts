const BYTES = 16;

/** Makes a unique key. `crypto.randomUUID` is missing where the page came over plain http. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/** Has the server carry a request out once per key, however often it arrives. */
export const oncePerKey = (key: string = newKey()): RequestInit => ({ headers: { 'Idempotency-Key': key } });
