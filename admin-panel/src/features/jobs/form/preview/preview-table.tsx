import { Button } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { Fragment } from 'react';
import { summaryWords } from '../../../../lib/strings/form-summary.ts';
import { useRelativeText } from '../../../../lib/time/ticker.ts';
import { viewerZone, zoneCity } from '../../../../lib/time/zones.ts';
import type { Preview } from '../../api/preview-schedule.ts';
import classes from './preview.module.css';
import { type PreviewRow, previewRows } from './preview-rows.ts';

export const FEW = 5;
const MANY = 20;

const words = summaryWords.preview;

interface Props {
  next: Preview['next'];
  zone: string;
  count: number;
  onCount: (count: number) => void;
}

/**
 * Lists the next runs: in the job's zone, for the viewer where that differs, and how far away. Keeps its
 * height.
 */
export function PreviewTable({ next, zone, count, onCount }: Props) {
  const rows = previewRows(next.slice(0, count), zone, viewerZone());
  const differs = rows.some(({ here }) => here !== null);
  return (
    <>
      <div
        className={classes.runs}
        data-many={count > FEW || undefined}
        tabIndex={count > FEW ? 0 : undefined}
      >
        <table className={classes.table}>
          <caption className={classes.spoken}>{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.inZone(zoneCity(zone))}</th>
              {differs && <th scope="col">{words.forYou}</th>}
              <th scope="col">{words.fromNow}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Run key={row.at} row={row} differs={differs} />
            ))}
          </tbody>
        </table>
      </div>
      <Button
        variant="subtle"
        size="xs"
        className={classes.more ?? ''}
        data-needless={next.length < FEW || undefined}
        onClick={() => onCount(count > FEW ? FEW : MANY)}
      >
        {count > FEW ? words.showLess : words.showMore}
      </Button>
    </>
  );
}

function Run({ row, differs }: { row: PreviewRow; differs: boolean }) {
  const relative = useRelativeText(new Date(row.at));
  return (
    <Fragment>
      <tr>
        <td>
          <time dateTime={row.at}>{row.there}</time>
        </td>
        {differs && (
          <td>
            {row.here ?? '='}
            {row.shift !== null && <small>{row.shift}</small>}
          </td>
        )}
        <td>{relative}</td>
      </tr>
      {row.note !== null && (
        <tr className={classes.note}>
          <td colSpan={3}>
            <IconClockExclamation size={15} aria-hidden /> {words.notes[row.note]}
          </td>
        </tr>
      )}
    </Fragment>
  );
}
