import { keepPreviousData } from '@tanstack/react-query';
import { PageHeader } from '../../components/page-header.tsx';
import { overviewQuery } from '../../features/overview/api/overview.ts';
import { attentionOf, OWN_LISTS } from '../../features/overview/attention.ts';
import { FiguresMissing } from '../../features/overview/figures-missing.tsx';
import { OverviewBody } from '../../features/overview/overview-body.tsx';
import { useFigures } from '../../features/overview/use-figures.ts';
import { useWindow } from '../../features/overview/window-choice.tsx';
import { overviewWords as words } from '../../lib/strings/overview.ts';

/** Shows how the user's jobs do. */
export function OverviewPage() {
  const { window, choice } = useWindow();
  const figures = useFigures({ ...overviewQuery('own', window), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader title={words.title} />
      {figures.data === undefined ? (
        <FiguresMissing query={figures} />
      ) : (
        <OverviewBody
          scope="own"
          view={figures.data}
          attention={attentionOf(figures.data, OWN_LISTS)}
          isStale={figures.isPlaceholderData}
          window={window}
          choice={choice}
        />
      )}
    </>
  );
}
