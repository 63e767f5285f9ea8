import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

export const newLinkToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What is kept of a token: nobody guesses 256 random bits, so that a fast hash is good enough. */
export const linkHash = (token: string): string => createHash('sha256').update(token).digest('base64url');
