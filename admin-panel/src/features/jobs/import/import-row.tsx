import { TextInput } from '@mantine/core';
import { ApiError } from '@punctual/contracts/api/client';
import { useQuery } from '@tanstack/react-query';
import { Instant } from '../../../components/instant.tsx';
import { commandWords } from '../../../lib/strings/commands.ts';
import { importWords as words } from '../../../lib/strings/import.ts';
import { inOwnClock } from '../../../lib/time/clock-words.ts';
import { useDebounced } from '../../../lib/use-debounced.ts';
import { previewQuery } from '../api/preview-schedule.ts';
import classes from './import.module.css';
import type { ImportedLine } from './jobs-of-crontab.ts';
import type { Choice } from './review.ts';

const REST_MS = 250;

interface Props {
  line: ImportedLine;
  choice: Choice;
  onChoose: (choice: Choice) => void;
  /** The server's objection to it. */
  problem: string | undefined;
}

/** Reviews a job that will be made: its name, what it calls, when in words, and when first; or leaves it out. */
export function ImportRow({ line, choice, onChoose, problem }: Props) {
  const { number, draft, call, expression, zone } = line;
  const { data, error } = useNextRun(expression, zone);
  const [first] = data?.next ?? [];
  const message = problem ?? problemIn(error);
  return (
    <tr data-wrong={message !== undefined || undefined} data-skipped={choice.skipped || undefined}>
      <td className={classes.number}>
        <label className={classes.pick}>
          <input
            type="checkbox"
            aria-label={words.take(number)}
            checked={choice.skipped !== true}
            onChange={({ currentTarget }) => onChoose({ ...choice, skipped: !currentTarget.checked })}
          />
          {number}
        </label>
      </td>
      <td>
        <TextInput
          size="xs"
          className={classes.name ?? ''}
          aria-label={words.nameOf(number)}
          value={choice.name ?? draft.name}
          onChange={({ currentTarget }) => onChoose({ ...choice, name: currentTarget.value })}
        />
        <code>{call}</code>
        <Notes line={line} />
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

function Notes({ line: { leftOut, sealed, open } }: { line: ImportedLine }) {
  return (
    <>
      {leftOut.length > 0 && <small>{commandWords.leftOut(leftOut.join(' '))}</small>}
      {sealed.length > 0 && <small>{commandWords.sealed(sealed.join(', '))}</small>}
      {open !== null && <small>{commandWords.openSecret(open)}</small>}
    </>
  );
}

/** Finds a problem of the schedule itself; that it could not be asked for is no fault of the line. */
function problemIn(error: unknown): string | undefined {
  return error instanceof ApiError && error.status === 422
    ? (error.body?.details[0]?.message ?? error.body?.message)
    : undefined;
}

/** Asks for the words and the next run of an expression: once however many lines have it, and after a rest in typing. */
function useNextRun(expression: string, timezone: string) {
  const question = { schedule: { kind: 'cron', expression, timezone } as const, count: 1 };
  return useQuery(previewQuery(useDebounced(question, REST_MS)));
}
