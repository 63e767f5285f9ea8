import type { OccurrenceView } from '@punctual/contracts/api/schedules-contract';
import { IconClockExclamation } from '@tabler/icons-react';
import { jobWords as words } from '../../../lib/strings/job.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { useRelativeText } from '../../../lib/time/ticker.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import classes from './schedule-tab.module.css';

type Planned = Pick<OccurrenceView, 'at' | 'note'>;

/** Lists the coming runs: in the job's zone, in the viewer's where that differs, and how far away each is. */
export function PlannedRuns({ runs, zone }: { runs: readonly Planned[]; zone: string }) {
  const own = viewerZone();
  const differs = runs.some(({ at }) => instantText(new Date(at), own) !== instantText(new Date(at), zone));
  return (
    <table className={classes.table} aria-labelledby="planned">
      <thead>
        <tr>
          <th scope="col">{words.table.job}</th>
          {differs && <th scope="col">{words.table.you}</th>}
          <th scope="col">{words.table.from}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.at}>
            <td>
              <time dateTime={run.at}>{instantText(new Date(run.at), zone)}</time>
              {run.note !== null && (
                <span className={classes.note}>
                  <IconClockExclamation size={15} aria-hidden />
                  {words.notes[run.note]}
                </span>
              )}
            </td>
            {differs && <td>{instantText(new Date(run.at), own)}</td>}
            <td>
              <Relative at={run.at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Relative = ({ at }: { at: string }) => useRelativeText(new Date(at));
