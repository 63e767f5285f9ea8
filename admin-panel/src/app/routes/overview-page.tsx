import { keepPreviousData } from '@tanstack/react-query';
import { PageHeader } from '../../components/page-header.tsx';
import { attentionOf } from '../../features/overview/attention.ts';
import { FiguresMissing } from '../../features/overview/figures-missing.tsx';
import { OverviewBody } from '../../features/overview/overview-body.tsx';
import { overviewQuery } from '../../features/overview/overview-queries.ts';
import { useFigures } from '../../features/overview/use-figures.ts';
import { useWindow } from '../../features/overview/window-choice.tsx';
import { overviewWords as words } from '../../lib/strings/overview.ts';

/** How one's own jobs are doing. */
export function OverviewPage() {
  const { window, choice } = useWindow();
  const figures = useFigures({ ...overviewQuery(window), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader title={words.title} />
      {figures.data === undefined ? (
        <FiguresMissing query={figures} />
      ) : (
        <OverviewBody
          scope="own"
          view={figures.data}
          attention={attentionOf(figures.data, window, '/jobs')}
          isStale={figures.isPlaceholderData}
          {...{ window, choice }}
        />
      )}
    </>
  );
}
