import { Button } from '@mantine/core';
import type { OwnedRunView } from '@punctual/contracts/api/runs-contract';
import { Link } from 'react-router';
import { BlockError } from '../../components/block-error.tsx';
import classes from '../../components/data-table.module.css';
import { LoadOlder, NothingHere } from '../../components/list-end.tsx';
import { Lateness } from '../../components/run-status/lateness.tsx';
import { RunBadge } from '../../components/run-status/run-badge.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import type { Source } from '../../lib/api/source.ts';
import { useDeferredRows } from '../../lib/live/use-deferred-updates.ts';
import { adminWords } from '../../lib/strings/admin.ts';
import { en } from '../../lib/strings/en.ts';
import { instantText } from '../../lib/time/instants.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import runs from './all-runs.module.css';
import { Took } from './run-cells.tsx';
import type { RunFilters } from './run-filters.ts';
import { resultText } from './run-result.ts';
import { useRuns } from './use-runs.ts';

const words = adminWords.runs;
const column = en.runs.column;

interface Props {
  source: Source<'all'>;
  filters: RunFilters;
  isFiltered: boolean;
  /** On the page of a job, which names job and owner above. */
  ofOneJob?: boolean;
}

/** Shows the runs of all owners: being loaded, not to be had, none, or listed. */
export function AllRuns({ source, filters, isFiltered, ofOneJob = false }: Props) {
  const { runs: fresh, loading } = useRuns(source, filters);
  if (fresh === undefined && loading.isError)
    return <BlockError message={words.error} error={loading.error} onRetry={() => void loading.refetch()} />;
  if (fresh === undefined) return <SkeletonRows rows={8} height={52} />;
  if (fresh.length === 0) return <NothingHere text={words.none} isFiltered={isFiltered} />;
  return (
    <>
      <DeferredRuns fresh={fresh} view={JSON.stringify({ source, filters })} ofOneJob={ofOneJob} />
      <LoadOlder loading={loading} end={words.end} />
    </>
  );
}

interface DeferredProps {
  fresh: readonly OwnedRunView[];
  view: string;
  ofOneJob: boolean;
}

/** Lists runs; new ones wait above while the list is in use. */
function DeferredRuns({ fresh, view, ofOneJob }: DeferredProps) {
  const { rows, held, list, showAll } = useDeferredRows(fresh, view);
  return (
    <div ref={list} tabIndex={-1} data-quiet-focus className={runs.rows}>
      {held > 0 && (
        <Button className={runs.held} size="compact-sm" radius="xl" onClick={showAll}>
          {en.runs.newRows(held)}
        </Button>
      )}
      <table className={classes.table} aria-label={words.title}>
        <thead>
          <tr>
            {!ofOneJob && <th scope="col">{words.job}</th>}
            {!ofOneJob && <th scope="col">{adminWords.owner}</th>}
            <th scope="col">{column.due}</th>
            <th scope="col">{column.status}</th>
            <th scope="col">{column.started}</th>
            <th scope="col">{column.took}</th>
            <th scope="col" className={runs.result}>
              {column.result}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((run) => (
            <Row key={run.id} run={run} ofOneJob={ofOneJob} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ run, ofOneJob }: { run: OwnedRunView; ofOneJob: boolean }) {
  const due = instantText(new Date(run.scheduledFor), viewerZone());
  const result = resultText(run);
  const to = `/admin/runs/${run.id}`;
  return (
    <tr data-link>
      {!ofOneJob && (
        <td className={runs.name}>
          <Link
            to={to}
            className={classes.link}
            title={run.jobName}
            aria-label={`${run.jobName}, ${words.of(due)}`}
          >
            {run.jobName}
          </Link>
        </td>
      )}
      {!ofOneJob && (
        <td data-label={adminWords.owner} className={runs.owner} title={run.owner.email}>
          {run.owner.email}
        </td>
      )}
      <td data-label={ofOneJob ? undefined : column.due} className={`${classes.nowrap} ${runs.due}`}>
        {ofOneJob ? (
          <Link to={to} className={classes.link} aria-label={words.of(due)}>
            {due}
          </Link>
        ) : (
          due
        )}
      </td>
      <td data-label={column.status} className={runs.status}>
        <RunBadge status={run.status} />
      </td>
      <td data-label={column.started} className={runs.started}>
        {run.startedAt === null || run.lateness === null ? '–' : <Lateness ms={run.lateness} />}
      </td>
      <td data-label={column.took} className={runs.took}>
        <Took run={run} />
      </td>
      <td data-label={result === '' ? undefined : column.result} className={runs.result}>
        <span title={result}>{result}</span>
      </td>
    </tr>
  );
}
