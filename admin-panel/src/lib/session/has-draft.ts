/** Begins the names under which drafts of forms are kept in this tab. */
export const DRAFT_PREFIX = 'punctual-draft-';

/** Tells whether this tab keeps a draft, to which a user comes back after the next login. */
export const hasDraft = (): boolean =>
  Object.keys(sessionStorage).some((key) => key.startsWith(DRAFT_PREFIX));
