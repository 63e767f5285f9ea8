import { createHash } from 'node:crypto';

/** Hashes a secret that we made, for storage. 256 random bits cannot be guessed, so that a fast hash is good enough. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
