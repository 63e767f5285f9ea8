import type { ServiceState } from '@punctual/contracts/api/service-contract';
import { DAY_MS } from '@punctual/contracts/time';
import { IconPlugOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useServiceState } from '../../lib/live/service-state.ts';
import { serviceWords as words } from '../../lib/strings/service.ts';
import { clockText, instantText } from '../../lib/time/instants.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import classes from './service-bar.module.css';

/** Says on every page what of the service does not work now, since when, and what follows for jobs. */
export function ServiceBar({ isAdmin }: { isAdmin: boolean }) {
  const { notices } = useServiceState();
  if (notices.length === 0) return null;
  return (
    <div className={classes.bar} role="status">
      {notices.map((notice) => (
        <p key={notice.part}>
          <IconPlugOff size={18} aria-hidden />
          <span>
            {noticeText(notice)} {isAdmin && <Link to="/admin/health">{words.health}</Link>}
          </span>
        </p>
      ))}
    </div>
  );
}

const noticeText = ({ part, since }: ServiceState['notices'][number]): string =>
  words.notices[part](since === null ? null : shortText(new Date(since)));

const shortText = (at: Date): string =>
  Date.now() - at.getTime() < DAY_MS ? clockText(at, viewerZone()) : instantText(at, viewerZone());
