import { Button } from '@mantine/core';
import type { SessionView } from '@punctual/contracts/users/user';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BlockError } from '../../components/block-error.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { keepFocus } from '../../components/keep-focus.ts';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { settingsWords } from '../../lib/strings/settings.ts';
import { ago } from '../../lib/time/ago.ts';
import { instantText } from '../../lib/time/instants.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import { showToast } from '../../lib/toasts.ts';
import { endSessions } from './api/end-sessions.ts';
import { sessionsQuery } from './api/list-sessions.ts';
import { deviceWords } from './device-words.ts';
import classes from './rows.module.css';

const words = settingsWords.sessions;

export function SessionsPanel() {
  const { data, error, refetch } = useQuery(sessionsQuery);
  if (data === undefined)
    return error === null ? (
      <SkeletonRows rows={2} height={72} />
    ) : (
      <BlockError message={words.failed} error={error} onRetry={() => void refetch()} />
    );
  const others = data.data.filter(({ current }) => !current);
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <p>{words.lead}</p>
        <EndOthers ids={others.map(({ id }) => id)} />
      </div>
      <ul className={classes.rows}>
        {data.data.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </div>
  );
}

function SessionRow({ session }: { session: SessionView }) {
  const device = deviceWords(session.userAgent);
  const end = async () => {
    try {
      await endSessions([session.id]);
      showToast(words.ended(device));
      keepFocus();
    } catch {
      showToast(words.notEnded, { kind: 'failed' });
    }
  };
  return (
    <li className={classes.row}>
      <div>
        <strong>{device}</strong> {session.current && <span className={classes.badge}>{words.current}</span>}
        <p className={classes.facts}>
          {words.since(instantText(new Date(session.createdAt), viewerZone()))}
          {session.ip !== null && ` ${words.from(session.ip)}`} · {words.renewed(ago(session.renewedAt))}
        </p>
      </div>
      {!session.current && (
        <Button variant="default" aria-label={words.endOf(device)} onClick={() => void end()}>
          {words.end}
        </Button>
      )}
    </li>
  );
}

/**
 * Asks before all other logins are ended. The dialog outlives its button, which goes with the last of them.
 */
function EndOthers({ ids }: { ids: string[] }) {
  const [asks, setAsks] = useState(false);
  const end = async () => {
    await endSessions(ids);
    showToast(words.endedOthers(ids.length));
  };
  return (
    <>
      {ids.length > 0 && (
        <Button variant="default" onClick={() => setAsks(true)}>
          {words.endOthers}
        </Button>
      )}
      <ConfirmDialog
        opened={asks}
        title={words.endOthersTitle(ids.length)}
        confirm={words.endOthers}
        cancel={words.keep}
        onConfirm={end}
        onClose={() => setAsks(false)}
      >
        {words.endOthersText}
      </ConfirmDialog>
    </>
  );
}
