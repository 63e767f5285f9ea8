import {
  type Icon,
  IconApi,
  IconCalendarMonth,
  IconCalendarStats,
  IconCalendarTime,
  IconChecklist,
  IconGauge,
  IconHeartbeat,
  IconHistory,
  IconLayoutDashboard,
  IconListCheck,
  IconStack2,
  IconUsers,
} from '@tabler/icons-react';
import { NavLink } from 'react-router';
import { en } from '../../lib/strings/en.ts';
import classes from './nav-links.module.css';

export interface Place {
  to: string;
  label: string;
  Icon: Icon;
  /** It is current on its own page only, not on pages below it. */
  end?: boolean;
}

const OWN: Place[] = [
  { to: '/overview', label: en.nav.overview, Icon: IconLayoutDashboard },
  { to: '/jobs', label: en.nav.jobs, Icon: IconCalendarTime },
  { to: '/runs', label: en.nav.runs, Icon: IconListCheck },
  { to: '/calendar', label: en.nav.calendar, Icon: IconCalendarMonth },
  { to: '/developers', label: en.nav.api, Icon: IconApi },
];
const ADMINISTRATION: Place[] = [
  { to: '/admin', label: en.nav.system, Icon: IconGauge, end: true },
  { to: '/admin/jobs', label: en.nav.allJobs, Icon: IconStack2 },
  { to: '/admin/runs', label: en.nav.allRuns, Icon: IconChecklist },
  { to: '/admin/calendar', label: en.nav.allCalendar, Icon: IconCalendarStats },
  { to: '/admin/users', label: en.nav.users, Icon: IconUsers },
  { to: '/admin/audit', label: en.nav.audit, Icon: IconHistory },
  { to: '/admin/health', label: en.nav.health, Icon: IconHeartbeat },
];

/** Lists the pages that a user may go to. */
export const placesFor = (isAdmin: boolean): Place[] => (isAdmin ? [...OWN, ...ADMINISTRATION] : OWN);

interface Props {
  isAdmin: boolean;
  onNavigate?: () => void;
}

export function NavLinks({ isAdmin, onNavigate }: Props) {
  return (
    <>
      <Links of={OWN} onNavigate={onNavigate} />
      {isAdmin && (
        <>
          <p className={classes.group}>{en.nav.administration}</p>
          <Links of={ADMINISTRATION} onNavigate={onNavigate} />
        </>
      )}
    </>
  );
}

function Links({ of, onNavigate }: { of: Place[]; onNavigate: (() => void) | undefined }) {
  return (
    <ul className={classes.list}>
      {of.map(({ to, label, Icon: Sign, end = false }) => (
        <li key={to}>
          <NavLink to={to} end={end} className={classes.link ?? ''} onClick={onNavigate}>
            <Sign size={20} stroke={1.75} aria-hidden />
            <span>{label}</span>
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
