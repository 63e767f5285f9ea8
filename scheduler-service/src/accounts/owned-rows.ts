import type { Id } from '@punctual/engine/database/documents';
import { presentOwner } from './user-presenter.ts';

interface Owned {
  ownerId: Id;
}

/** Leaves the owner out of a row that is shown to its owner. */
export const withoutOwner = <T extends Owned>({ ownerId: _, ...row }: T): Omit<T, 'ownerId'> => row;

/** Names the owner of each row, which is shown to administrators, by the addresses that were looked up. */
export const withOwner =
  (emails: Map<string, string>) =>
  <T extends Owned>({ ownerId, ...row }: T) => ({ ...row, owner: presentOwner(ownerId, emails) });
