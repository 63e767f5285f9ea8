import type { JobActions } from '../actions/use-job-actions.tsx';
import type { JobRow } from '../api/list-jobs.ts';
import type { JobFilters } from './job-filters.ts';
import type { RowsOnPage } from './rows-in-view.ts';
import type { JobPages } from './use-job-pages.ts';
import type { RecentRunsByJob } from './use-recent-runs.ts';
import type { Selection } from './use-selection.ts';

/** Properties of the table and of the cards. */
export interface JobRowsProps {
  pages: JobPages;
  onPage: RowsOnPage;
  filters: JobFilters;
  selection: Selection;
  actions: JobActions;
  /** The last runs by job, as far as they are known; null where there is no room for them. */
  recentRuns: RecentRunsByJob | null;
  /** Shows a column of owners, for the jobs of all owners. */
  withOwner: boolean;
  canOpen: (job: JobRow) => boolean;
  onWhy?: ((job: JobRow) => void) | undefined;
  onSort: ((column: string) => void) | null;
}
