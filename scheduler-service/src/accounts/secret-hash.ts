import { createHash } from 'node:crypto';

/** What is kept of a secret that we made: nobody guesses 256 random bits, so that a fast hash is good enough. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
