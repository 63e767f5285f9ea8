import { RUN_STATUSES } from '@punctual/contracts/runs/run-status';
import { PageHeader } from '../../components/page-header.tsx';
import { FilterBar, SelectFilter, TextFilter, useFilter } from '../../features/admin/filters.tsx';
import { RunsOfAll } from '../../features/admin/runs-of-all.tsx';
import { adminWords } from '../../lib/strings/admin.ts';
import { en } from '../../lib/strings/en.ts';

const words = adminWords.runs;
const STATUSES = RUN_STATUSES.map((value) => ({ value, label: en.runStatus[value].label }));

/** Everybody's runs, each with its owner. */
export function AdminRunsPage() {
  const [asked] = useFilter('status');
  const [owner] = useFilter('owner');
  const status = RUN_STATUSES.find((one) => one === asked);
  const query = { ...(status && { status }), ...(owner !== '' && { owner }) };
  return (
    <>
      <PageHeader title={words.title} badge={en.jobs.everyones} />
      <FilterBar>
        <TextFilter name="owner" label={adminWords.ownerFilter} />
        <SelectFilter name="status" label={words.status} options={STATUSES} />
      </FilterBar>
      <RunsOfAll key={JSON.stringify(query)} query={query} isFiltered={Object.keys(query).length > 0} />
    </>
  );
}
