import { ActionIcon, Popover } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from '../../../lib/store.ts';
import { dialogWords } from '../../../lib/strings/dialogs.ts';
import { clockText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { activity, type Toast } from '../../../lib/toasts.ts';
import classes from './bell.module.css';

/** Everything that toasts told, so that none is missed. */
export function Bell() {
  const [opened, setOpened] = useState(false);
  const [seenId, setSeenId] = useState(0);
  const toasts = useStore(activity);
  const unseen = toasts.filter(({ id }) => id > seenId).length;
  const change = (open: boolean) => {
    setOpened(open);
    setSeenId(toasts[0]?.id ?? 0);
  };
  return (
    <Popover
      opened={opened}
      onChange={change}
      position="bottom-end"
      width={340}
      withinPortal={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          className={classes.bell}
          variant="subtle"
          color="gray"
          size={44}
          aria-label={dialogWords.activityOf(unseen)}
          onClick={() => change(!opened)}
        >
          <IconBell size={20} stroke={1.75} aria-hidden />
          {unseen > 0 && <span className={classes.unseen} aria-hidden />}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={dialogWords.activity}>
        <ActivityList toasts={toasts} onAct={() => change(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ActivityList({ toasts, onAct }: { toasts: readonly Toast[]; onAct: () => void }) {
  if (toasts.length === 0)
    return (
      <p className={classes.none} tabIndex={-1} data-autofocus data-quiet-focus>
        {dialogWords.noActivity}
      </p>
    );
  return (
    <ul className={classes.list} tabIndex={-1} data-autofocus data-quiet-focus>
      {toasts.map(({ id, text, at, kind, action }) => (
        <li key={id} data-kind={kind}>
          <time dateTime={new Date(at).toISOString()}>{clockText(new Date(at), viewerZone())}</time>
          <span>{text}</span>
          {action !== null && (
            <button
              type="button"
              onClick={() => {
                onAct();
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
