import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { jobCountsQuery } from '../../../features/jobs/api/count-jobs.ts';
import { useStore } from '../../../lib/store.ts';
import { dialogWords } from '../../../lib/strings/dialogs.ts';
import { clockText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { activity, type Toast } from '../../../lib/toasts.ts';
import { closePanel, DropPanel } from '../drop-panel.tsx';
import classes from './bell.module.css';

/** Lists all toasts, so that none is missed. */
export function Bell() {
  const [seenId, setSeenId] = useState(0);
  const toasts = useStore(activity);
  const unseen = toasts.filter(({ id }) => id > seenId).length;
  return (
    <DropPanel
      label={dialogWords.activityOf(unseen)}
      onOpen={() => setSeenId(toasts[0]?.id ?? 0)}
      sign={
        <>
          <IconBell size={20} stroke={1.75} aria-hidden />
          {unseen > 0 && <span className={classes.unseen} aria-hidden />}
        </>
      }
    >
      <Failing />
      {toasts.length === 0 ? (
        <p className={classes.none}>{dialogWords.noActivity}</p>
      ) : (
        <ul className={classes.list}>
          {toasts.map((toast) => (
            <ActivityRow key={toast.id} toast={toast} />
          ))}
        </ul>
      )}
    </DropPanel>
  );
}

/** Says what is failing, whenever it began: nothing of it need have happened since the page was opened. */
function Failing() {
  const failing = useQuery({ ...jobCountsQuery, enabled: false }).data?.failing ?? 0;
  if (failing === 0) return null;
  return (
    <p className={classes.failing}>
      <Link to="/jobs?show=failing" onClick={closePanel}>
        {dialogWords.failing(failing)}
      </Link>
    </p>
  );
}

function ActivityRow({ toast: { text, at, kind, action } }: { toast: Toast }) {
  return (
    <li data-kind={kind}>
      <time dateTime={new Date(at).toISOString()}>{clockText(new Date(at), viewerZone())}</time>
      <span>{text}</span>
      {action !== null && (
        <button
          type="button"
          onClick={(event) => {
            closePanel(event);
            action.run();
          }}
        >
          {action.label}
        </button>
      )}
    </li>
  );
}
