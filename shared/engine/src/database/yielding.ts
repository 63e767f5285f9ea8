import { isDuplicateKey, isWriteConflict } from './driver-errors.ts';

/** The number of times that a write gives way to others. */
const TRIES = 50;

/**
 * Makes a write that can be repeated, and makes it again each time it gave way to another one of the same key: of
 * three at once on DocumentDB, one does in a quarter of all cases, although the key is not its own. The next try finds
 * the key taken.
 * @throws the error of the write; a conflict only after fifty tries
 */
export const yielding = <T>(write: () => PromiseLike<T>): Promise<T> => again(write, isWriteConflict);

/** Makes an upsert, and makes it again where another one inserted the document in the same moment, which it then finds. */
export const upserting = <T>(upsert: () => PromiseLike<T>): Promise<T> =>
  again(upsert, (error) => isWriteConflict(error) || isDuplicateKey(error));

async function again<T>(write: () => PromiseLike<T>, hasLost: (error: unknown) => boolean): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (tries === TRIES || !hasLost(error)) throw error;
    }
  }
}
