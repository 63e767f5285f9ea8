import type { Document } from 'bson';

/** An update as a client states it. */
export interface UpdateSpec {
  filter: Document;
  update: Document | Document[];
  multi: boolean;
  arrayFilters: Document[] | undefined;
  variables: Document | undefined;
  now: Date;
}

/** An update that can be applied. */
export interface CompiledUpdate {
  /** The only top-level fields it can change; undefined if it may change any. */
  touched: Set<string> | undefined;
  /** Gives the new version. The document handed in may be changed and must not be used afterwards. */
  apply(document: Document, inserting: boolean): Document;
}
