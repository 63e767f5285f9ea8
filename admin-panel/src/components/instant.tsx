import { instantText } from '../lib/time/instants.ts';
import { useRelativeText } from '../lib/time/ticker.ts';
import { viewerZone } from '../lib/time/zones.ts';
import classes from './instant.module.css';

interface Props {
  at: string;
  zone?: string;
  /** On one line, where there is no room for two. */
  inline?: boolean;
}

/** An instant on two lines: how far away, and when exactly, with weekday and zone. */
export function Instant({ at, zone = viewerZone(), inline = false }: Props) {
  const instant = new Date(at);
  const relative = useRelativeText(instant);
  return (
    <time dateTime={at} className={classes.instant} data-inline={inline || undefined}>
      <span className={classes.relative}>{relative}</span>
      <span className={classes.exact}>{instantText(instant, zone)}</span>
    </time>
  );
}
