import { RUN_STATUSES } from '@punctual/contracts/runs/run-status';
import { FilterBar, SelectFilter, TextFilter, useFilter } from '../../components/address-filters.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { AllRuns } from '../../features/runs/all-runs.tsx';
import { ANY_RUN } from '../../features/runs/run-filters.ts';
import { allOwners } from '../../lib/api/source.ts';
import { adminWords } from '../../lib/strings/admin.ts';
import { en } from '../../lib/strings/en.ts';

const words = adminWords.runs;
const STATUSES = RUN_STATUSES.map((value) => ({ value, label: en.runStatus[value].label }));

/** Lists the runs of all owners, each with its owner. */
export function AdminRunsPage() {
  const [asked] = useFilter('status');
  const [owner] = useFilter('owner');
  const status = RUN_STATUSES.find((one) => one === asked);
  const filters = { ...ANY_RUN, statuses: status ? [status] : [] };
  return (
    <>
      <PageHeader title={words.title} badge={en.jobs.everyones} />
      <FilterBar>
        <TextFilter name="owner" label={adminWords.ownerFilter} />
        <SelectFilter name="status" label={words.status} options={STATUSES} />
      </FilterBar>
      <AllRuns
        key={JSON.stringify([owner, status])}
        source={allOwners(owner)}
        filters={filters}
        isFiltered={owner !== '' || status !== undefined}
      />
    </>
  );
}
