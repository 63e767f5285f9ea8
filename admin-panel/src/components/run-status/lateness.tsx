import { IconClockExclamation } from '@tabler/icons-react';
import { latenessText, punctuality } from '../../lib/time/lateness.ts';
import classes from './lateness.module.css';

/** Shows how punctually a run began, with a sign beside the words if it was late. */
export function Lateness({ ms }: { ms: number }) {
  const late = punctuality(ms) === 'late';
  return (
    <span className={classes.lateness} data-late={late || undefined}>
      {late && <IconClockExclamation size={16} aria-hidden />}
      {latenessText(ms)}
    </span>
  );
}
