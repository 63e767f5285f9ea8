import { IconPlugConnectedX } from '@tabler/icons-react';
import { connection } from '../../lib/connection.ts';
import { useStore } from '../../lib/store.ts';
import { en } from '../../lib/strings/en.ts';
import { clockText } from '../../lib/time/instants.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import classes from './connection-bar.module.css';

/** Says under the header that the server does not answer, and how old the picture is. */
export function ConnectionBar() {
  const { is, heardAt } = useStore(connection);
  if (is !== 'offline') return null;
  const time = heardAt === null ? null : clockText(new Date(heardAt), viewerZone());
  return (
    <div className={classes.bar} role="status">
      <IconPlugConnectedX size={18} aria-hidden />
      {en.connection.bar(time)}
    </div>
  );
}
