import { connection } from '../../lib/connection.ts';
import { useStore } from '../../lib/store.ts';
import { en } from '../../lib/strings/en.ts';
import classes from './connection-dot.module.css';

/** Whether what is shown is current. */
export function ConnectionDot() {
  const { is } = useStore(connection);
  return (
    <span className={classes.state} data-is={is}>
      <span className={classes.dot} aria-hidden />
      {en.connection[is]}
    </span>
  );
}
