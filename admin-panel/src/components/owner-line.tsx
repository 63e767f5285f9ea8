import type { OwnedJobView } from '@punctual/contracts/jobs/job';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { adminWords as words } from '../lib/strings/admin.ts';
import classes from './owner-line.module.css';

/** Names the owner, with a link to all that is theirs. */
export function OwnerLine({ owner, children }: { owner: OwnedJobView['owner']; children?: ReactNode }) {
  return (
    <p className={classes.owner}>
      <span>
        {words.owner}: <Link to={`/admin/jobs?owner=${encodeURIComponent(owner.email)}`}>{owner.email}</Link>
      </span>
      {children}
    </p>
  );
}
