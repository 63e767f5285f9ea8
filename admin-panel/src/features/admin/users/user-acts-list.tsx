import { Button } from '@mantine/core';
import type { ListedUserView } from '@punctual/contracts/users/user';
import { Link } from 'react-router';
import { adminWords } from '../../../lib/strings/admin.ts';
import { actsFor, type UserAct } from './user-acts.ts';
import classes from './users.module.css';

const words = adminWords.users;

interface Props {
  user: ListedUserView;
  isSelf: boolean;
  onAct: (act: UserAct) => void;
}

/** Offers what may be done to an account; for the administrator's own it says why nothing may. */
export function UserActs({ user, isSelf, onAct }: Props) {
  return (
    <div className={classes.acts}>
      {isSelf ? (
        <p>{words.notYourself}</p>
      ) : (
        actsFor(user).map((act) => (
          <Button key={act} variant="default" size="sm" onClick={() => onAct(act)}>
            {words[act]}
          </Button>
        ))
      )}
      <Link to={`/admin/jobs?owner=${encodeURIComponent(user.email)}`}>{words.jobsOf}</Link>
      <Link to={`/admin/audit?actor=${encodeURIComponent(user.email)}`}>{words.actsOf}</Link>
    </div>
  );
}
