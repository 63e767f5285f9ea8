import { IconMailOff } from '@tabler/icons-react';
import { useServiceState } from '../lib/live/service-state.ts';
import { serviceWords as words } from '../lib/strings/service.ts';
import classes from './mail-caught.module.css';

/** Says where emails end up while they are caught and not delivered, as on a first start; nothing otherwise. */
export function MailCaught() {
  const { mailCaughtAt } = useServiceState();
  if (mailCaughtAt === null) return null;
  return (
    <p className={classes.caught} role="note">
      <IconMailOff size={18} aria-hidden />
      <span>
        {words.caught}{' '}
        <a href={mailCaughtAt} target="_blank" rel="noreferrer">
          {words.openCaught(mailCaughtAt)}
        </a>
      </span>
    </p>
  );
}
