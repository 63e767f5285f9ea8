import type { UseQueryResult } from '@tanstack/react-query';
import { BlockError } from '../../components/block-error.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import classes from './figures.module.css';
import body from './overview-body.module.css';

const FIGURES = ['next', 'rate', 'late', 'runs'];

/** Takes the place of the figures: says that they could not be loaded, or keeps their room. */
export function FiguresMissing({ query }: { query: UseQueryResult }) {
  if (query.isError)
    return <BlockError message={words.error} error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className={body.body} aria-hidden>
      <SkeletonRows rows={1} height={46} />
      <div className={body.choice} />
      <div className={classes.figures}>
        {FIGURES.map((name) => (
          <SkeletonRows key={name} rows={1} height={118} />
        ))}
      </div>
      <SkeletonRows rows={6} height={56} />
    </div>
  );
}
