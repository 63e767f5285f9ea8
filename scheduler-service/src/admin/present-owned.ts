import type { Id } from '@punctual/engine/database/documents';
import { presentOwner } from '../accounts/user-presenter.ts';
import type { UserStore } from '../accounts/user-store.ts';

type Owned<V> = V & { owner: ReturnType<typeof presentOwner> };

/** Presents rows to administrators, each with its owner. Addresses are looked up once for all of them. */
export async function presentOwned<T extends { ownerId: Id }, V extends object>(
  rows: T[],
  present: (row: T) => V,
  users: UserStore,
): Promise<Owned<V>[]> {
  const emails = await users.emails(rows.map(({ ownerId }) => ownerId));
  return rows.map((row) => ({ ...present(row), owner: presentOwner(row.ownerId, emails) }));
}

/** Presents one row to administrators, with its owner. */
export async function presentOneOwned<T extends { ownerId: Id }, V extends object>(
  row: T,
  present: (row: T) => V,
  users: UserStore,
): Promise<Owned<V>> {
  const emails = await users.emails([row.ownerId]);
  return { ...present(row), owner: presentOwner(row.ownerId, emails) };
}
