import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { BlockError } from '../../components/block-error.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import type { RunFilters } from '../../features/runs/run-filters.ts';
import { RunList } from '../../features/runs/run-list.tsx';
import type { ListedRun } from '../../features/runs/run-table.tsx';
import { useRunPlace } from '../../features/runs/use-run-place.ts';
import { useRuns } from '../../features/runs/use-runs.ts';
import { WhyDialog } from '../../features/runs/why/why-dialog.tsx';
import type { Source } from '../../lib/api/source.ts';
import { useDeferredRows } from '../../lib/live/use-deferred-updates.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import classes from './job-overview.module.css';

/** Narrower, the columns of a table would be cut; of all owners it has one more. */
const TABLE_FITS = { own: '(min-width: 64em)', all: '(min-width: 85em)' };

interface Props {
  source: Source;
  filters: RunFilters;
  isFiltered: boolean;
  onClear: () => void;
  errorMessage: string;
  /** Offered where nothing has run at all. */
  offer?: ReactNode;
}

/** Shows runs, the user's own or those of all owners: being loaded, not to be had, none, or listed. */
export function RunListing({ source, filters, isFiltered, onClear, errorMessage, offer }: Props) {
  const { runs, loading } = useRuns(source, filters);
  if (runs === undefined && loading.isError)
    return <BlockError message={errorMessage} error={loading.error} onRetry={() => void loading.refetch()} />;
  if (runs === undefined) return <SkeletonRows rows={10} height={48} />;
  if (runs.length > 0) return <Listed source={source} filters={filters} runs={runs} loading={loading} />;
  return (
    <div className={classes.nothing} data-nothing>
      <p>{isFiltered ? words.noneMatch : words.noneYet}</p>
      {isFiltered ? (
        <Button variant="default" onClick={onClear}>
          {words.clear}
        </Button>
      ) : (
        offer
      )}
    </div>
  );
}

interface ListedProps {
  source: Source;
  filters: RunFilters;
  runs: readonly ListedRun[];
  loading: ReturnType<typeof useRuns>['loading'];
}

function Listed({ source, filters, runs, loading }: ListedProps) {
  const deferred = useDeferredRows(runs, JSON.stringify({ source, filters }));
  const { opened, linkTo } = useRunPlace(source.scope);
  const isWide =
    useMediaQuery(TABLE_FITS[source.scope], undefined, { getInitialValueInEffect: false }) ?? true;
  const [why, setWhy] = useState<ListedRun | null>(null);
  return (
    <>
      <RunList
        deferred={deferred}
        loading={loading}
        isWide={isWide}
        linkTo={linkTo}
        opened={opened}
        zone={viewerZone()}
        jobsOf={source.scope}
        onWhy={setWhy}
      />
      {why && (
        <WhyDialog
          scope={source.scope}
          jobId={why.jobId}
          jobName={why.jobName}
          zone={null}
          at={why.scheduledFor}
          onClose={() => setWhy(null)}
        />
      )}
    </>
  );
}
