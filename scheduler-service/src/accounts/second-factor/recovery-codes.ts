import { randomBytes } from 'node:crypto';
import { RECOVERY_CODES } from '@punctual/contracts/users/user-limits';
import { secretHash } from '../secret-hash.ts';

/** Crockford's Base32, without letters that look like digits: 80 bits in 16 characters. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;
const GROUPS = /.{4}(?=.)/g;

export interface RecoveryCodes {
  /** As they are shown: `7Q2M-…`. */
  codes: string[];
  hashes: string[];
}

/** Creates the recovery codes of an account. */
export function createRecoveryCodes(): RecoveryCodes {
  const codes = Array.from({ length: RECOVERY_CODES }, createCode);
  return { codes: codes.map((code) => code.replace(GROUPS, '$&-')), hashes: codes.map(secretHash) };
}

const createCode = (): string =>
  [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

/** Hashes a code as typed. */
export const hashRecoveryCode = (typed: string): string =>
  secretHash(typed.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1'));
