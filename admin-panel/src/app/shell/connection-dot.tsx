import { useEffect, useState } from 'react';
import { type Connection, connection } from '../../lib/connection.ts';
import { isWaiting } from '../../lib/live/live.ts';
import { useStore } from '../../lib/store.ts';
import { en } from '../../lib/strings/en.ts';
import { clockText } from '../../lib/time/instants.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import classes from './connection-dot.module.css';

/** A stream that comes back at once need not be mentioned. */
const WORTH_SAYING_MS = 3_000;

/** Shows whether the page is up to date. */
export function ConnectionDot() {
  const { is: answers, heardAt } = useStore(connection);
  const waitsLong = useLasting(useStore(isWaiting));
  const is: Connection = answers === 'live' && waitsLong ? 'reconnecting' : answers;
  return (
    <span className={classes.state} data-is={is}>
      <span className={classes.dot} aria-hidden />
      <span className={classes.words}>
        {is === 'offline'
          ? en.connection.offline(heardAt === null ? null : clockText(new Date(heardAt), viewerZone()))
          : en.connection[is]}
      </span>
    </span>
  );
}

/** Tells whether something has been so for a while. */
function useLasting(now: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasts(now), now ? WORTH_SAYING_MS : 0);
    return () => clearTimeout(timer);
  }, [now]);
  return lasts && now;
}
