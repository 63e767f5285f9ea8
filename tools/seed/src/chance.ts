import { createHash } from 'node:crypto';
import { Types } from 'mongoose';

/** Derives a number 0 ≤ x < 1 from words: always the same of the same words, evenly spread. */
export function chance(...words: (string | number)[]): number {
  return createHash('sha256').update(words.join('|')).digest().readUInt32BE(0) / 2 ** 32;
}

export const pick = <T>(list: readonly T[], at: number): T => list[Math.floor(at * list.length)] as T;

/** An id that says when it was made, as those of the database do, and is the same for the same words. */
export function idAt(at: Date, ...words: (string | number)[]): Types.ObjectId {
  const seconds = Math.floor(at.getTime() / 1_000)
    .toString(16)
    .padStart(8, '0');
  return new Types.ObjectId(
    seconds + createHash('sha256').update(words.join('|')).digest('hex').slice(0, 16),
  );
}
