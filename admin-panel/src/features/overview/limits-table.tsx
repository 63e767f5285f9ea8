import { BlockError } from '../../components/block-error.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { usePolledQuery } from '../../lib/live/polled-query.ts';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import { figure } from '../../lib/strings/plural.ts';
import { durationText } from '../../lib/time/durations.ts';
import { limitsQuery } from './api/rate-limits.ts';
import classes from './limits-table.module.css';

const EVERY_MS = 10_000;
const LAYERS = 4;

const shown = (count: number | null): string => (count === null ? words.none : figure(count));

/** Shows the rate limits, layer by layer, and how much of them is used. */
export function LimitsTable() {
  const limits = usePolledQuery(limitsQuery, EVERY_MS);
  if (limits.data === undefined)
    return limits.isError ? (
      <BlockError message={words.limitsError} error={limits.error} onRetry={() => void limits.refetch()} />
    ) : (
      <SkeletonRows rows={LAYERS} height={38} />
    );
  const { layers, countedIn } = limits.data;
  return (
    <>
      <table className={classes.table} aria-label={words.limits}>
        <thead>
          <tr>
            <th scope="col">{words.layerColumn}</th>
            <th scope="col">{words.limitColumn}</th>
            <th scope="col">{words.usedColumn}</th>
            <th scope="col">{words.admittedColumn}</th>
            <th scope="col">{words.refusedColumn}</th>
          </tr>
        </thead>
        <tbody>
          {layers.map(({ layer, limit, windowMs, used, admitted, refused }) => (
            <tr key={layer}>
              <th scope="row">{words.layer[layer]}</th>
              <td data-label={words.limitColumn}>{words.limit(limit, durationText(windowMs))}</td>
              <td data-label={words.usedColumn}>{shown(used)}</td>
              <td data-label={words.admittedColumn}>{shown(admitted)}</td>
              <td data-label={words.refusedColumn}>{shown(refused)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.note}>
        {words.limitsCountedIn[countedIn]} {words.sinceStart}
      </p>
    </>
  );
}
