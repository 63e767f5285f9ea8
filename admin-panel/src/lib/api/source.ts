/** The owner of data: the user's own, or (for administrators) that of all owners. */
export type Scope = 'own' | 'all';

/** Names whose jobs or runs are listed. */
export interface Source<S extends Scope = Scope> {
  scope: S;
  /** Limits `all` to this owner, by email address. */
  owner?: string;
}

export const OWN: Source<'own'> = { scope: 'own' };

/** Lists those of all owners, or of one of them by email address; an empty address means all. */
export const allOwners = (owner = ''): Source<'all'> => ({
  scope: 'all',
  ...(owner === '' ? {} : { owner }),
});
