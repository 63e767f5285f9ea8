import { ActionIcon } from '@mantine/core';
import type { OccurrenceView } from '@punctual/contracts/api/schedules-contract';
import { IconCalendarEvent, IconHelp } from '@tabler/icons-react';
import { runsWords as words } from '../../lib/strings/runs.ts';
import { instantText } from '../../lib/time/instants.ts';
import { useRelativeText } from '../../lib/time/ticker.ts';
import classes from './upcoming-rows.module.css';

export type Planned = Pick<OccurrenceView, 'at'>;

interface Props {
  /** The soonest first. */
  planned: readonly Planned[];
  zone: string;
  onWhy: (at: string) => void;
}

/**
 * Shows the runs to come, above the line "Now": the soonest next to it, as the history goes upwards in time.
 */
export function UpcomingRows({ planned, zone, onWhy }: Props) {
  if (planned.length === 0) return null;
  return (
    <tbody className={classes.rows}>
      {planned.toReversed().map((run, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their place, and are of another run each time
        <UpcomingRow key={index} at={run.at} zone={zone} onWhy={onWhy} />
      ))}
      <tr>
        <th scope="rowgroup" colSpan={COLUMNS} className={classes.now}>
          <span>{words.now}</span>
        </th>
      </tr>
    </tbody>
  );
}

/** Columns of the table of one job's runs. */
const COLUMNS = 7;

function UpcomingRow({ at, zone, onWhy }: { at: string } & Omit<Props, 'planned'>) {
  const due = instantText(new Date(at), zone);
  const away = useRelativeText(new Date(at));
  return (
    <tr>
      <td>
        <span className={classes.badge}>
          <IconCalendarEvent size={18} aria-hidden />
          {words.planned}
        </span>
      </td>
      <td colSpan={COLUMNS - 2}>
        <time dateTime={at}>{due}</time> <span className={classes.away}>{away}</span>
      </td>
      <td className={classes.why}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={words.why.openOf(due)}
          title={words.why.open}
          onClick={() => onWhy(at)}
        >
          <IconHelp size={18} aria-hidden />
        </ActionIcon>
      </td>
    </tr>
  );
}
