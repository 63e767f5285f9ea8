import { ApiError } from '@punctual/contracts/api/client';
import { useQuery } from '@tanstack/react-query';
import { Instant } from '../../../components/instant.tsx';
import { importWords as words } from '../../../lib/strings/import.ts';
import { inOwnClock } from '../../../lib/time/clock-words.ts';
import { useDebounced } from '../../../lib/use-debounced.ts';
import { previewQuery } from '../api/preview-schedule.ts';
import classes from './import.module.css';
import type { ImportedLine } from './jobs-of-crontab.ts';

const REST_MS = 250;

interface Props {
  line: ImportedLine;
  /** The server's objection to it. */
  problem: string | undefined;
}

/** Shows a job that will be made: what it calls, when in words, and when first. */
export function ImportRow({ line, problem }: Props) {
  const { number, draft, call, expression, zone, leftOut } = line;
  const { data, error } = useNextRun(expression, zone);
  const [first] = data?.next ?? [];
  const message = problem ?? problemIn(error);
  return (
    <tr data-wrong={message !== undefined || undefined}>
      <td className={classes.number}>{number}</td>
      <td>
        <strong>{draft.name}</strong>
        <code>{call}</code>
        {leftOut.length > 0 && <small>{words.leftOut(leftOut.join(' '))}</small>}
        {message !== undefined && <p className={classes.wrong}>{message}</p>}
      </td>
      <td>
        {data
          ? inOwnClock(data.description)
          : message === undefined && (error ? words.unknown : words.asking)}
        <code>{expression}</code>
      </td>
      <td>
        {first && <Instant at={first.at} zone={zone} />}
        {data && !first && words.noNext}
      </td>
    </tr>
  );
}

/** Finds a problem of the schedule itself; that it could not be asked for is no fault of the line. */
function problemIn(error: unknown): string | undefined {
  return error instanceof ApiError && error.status === 422 ? error.body?.message : undefined;
}

/** Asks for the words and the next run of an expression: once however many lines have it, and after a rest in typing. */
function useNextRun(expression: string, timezone: string) {
  const question = { schedule: { kind: 'cron', expression, timezone } as const, count: 1 };
  return useQuery(previewQuery(useDebounced(question, REST_MS)));
}
