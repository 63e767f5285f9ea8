import { keepPreviousData } from '@tanstack/react-query';
import { PageHeader } from '../../components/page-header.tsx';
import { overviewQuery } from '../../features/overview/api/overview.ts';
import { ALL_LISTS, attentionOf, partsAttention } from '../../features/overview/attention.ts';
import { FiguresMissing } from '../../features/overview/figures-missing.tsx';
import { OverviewBody } from '../../features/overview/overview-body.tsx';
import { SystemFigures } from '../../features/overview/system-figures.tsx';
import { useFigures } from '../../features/overview/use-figures.ts';
import { useWindow } from '../../features/overview/window-choice.tsx';
import { en } from '../../lib/strings/en.ts';
import { overviewWords as words } from '../../lib/strings/overview.ts';

/** Shows how the jobs of all owners do, and what carries them out. */
export function AdminOverviewPage() {
  const { window, choice } = useWindow();
  const figures = useFigures({
    ...overviewQuery('all', window),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader title={words.systemTitle} badge={en.jobs.everyones} />
      {figures.data === undefined ? (
        <FiguresMissing query={figures} />
      ) : (
        <OverviewBody
          scope="all"
          view={figures.data}
          attention={[...partsAttention(figures.data), ...attentionOf(figures.data, ALL_LISTS)]}
          isStale={figures.isPlaceholderData}
          window={window}
          choice={choice}
        >
          <SystemFigures view={figures.data} />
        </OverviewBody>
      )}
    </>
  );
}
