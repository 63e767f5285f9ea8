import { type Icon, IconCalendarTime, IconListCheck, IconStack2 } from '@tabler/icons-react';
import { NavLink } from 'react-router';
import { en } from '../../lib/strings/en.ts';
import classes from './nav-links.module.css';

export interface Place {
  to: string;
  label: string;
  Icon: Icon;
}

const OWN: Place[] = [
  { to: '/jobs', label: en.nav.jobs, Icon: IconCalendarTime },
  { to: '/runs', label: en.nav.runs, Icon: IconListCheck },
];
const ADMINISTRATION: Place[] = [{ to: '/admin/jobs', label: en.nav.allJobs, Icon: IconStack2 }];

/** The pages that somebody may go to. */
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
      {of.map(({ to, label, Icon: Sign }) => (
        <li key={to}>
          <NavLink to={to} end={to === '/admin'} className={classes.link ?? ''} onClick={onNavigate}>
            <Sign size={20} stroke={1.75} aria-hidden />
            <span>{label}</span>
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
