import type { JobActions } from '../actions/use-job-actions.tsx';
import type { JobRow } from '../job-source.ts';
import type { JobFilters } from './job-filters.ts';
import type { JobPages } from './use-job-pages.ts';
import type { Selection } from './use-selection.ts';

/** What the table and the cards are made of. */
export interface JobRowsProps {
  pages: JobPages;
  /** Which rows are on the page, and how much room the others take. */
  visible: readonly { index: number }[];
  before: number;
  after: number;
  filters: JobFilters;
  selection: Selection;
  actions: JobActions;
  /** Whose jobs these are is a column where they are everybody's. */
  withOwner: boolean;
  canOpen: (job: JobRow) => boolean;
  onWhy?: ((job: JobRow) => void) | undefined;
  onSort: ((column: string) => void) | null;
}
