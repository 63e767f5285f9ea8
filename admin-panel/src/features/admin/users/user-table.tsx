import { ActionIcon } from '@mantine/core';
import { USER_JOBS_CAP } from '@punctual/contracts/api/limits';
import type { ListedUserView } from '@punctual/contracts/users/user';
import { IconBan, IconChevronDown, IconCircleCheck } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { Link } from 'react-router';
import classes from '../../../components/data-table.module.css';
import { adminWords } from '../../../lib/strings/admin.ts';
import { figure } from '../../../lib/strings/plural.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { agoText } from '../../../lib/time/since.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import type { UserAct } from './user-acts.ts';
import { UserActs } from './user-acts-list.tsx';
import own from './users.module.css';

const words = adminWords.users;
const { column } = words;
const COLUMNS = 7;
/**
 * The interval at which a login is renewed, roughly: a time that is nearer than this is not known exactly.
 */
const RENEWED_MS = 600_000;

interface Props {
  users: readonly ListedUserView[];
  selfId: string;
  isStale: boolean;
  onAct: (act: UserAct, user: ListedUserView) => void;
}

export function UserTable({ users, selfId, isStale, onAct }: Props) {
  return (
    <table className={classes.table} aria-label={words.title} data-stale={isStale || undefined}>
      <thead>
        <tr>
          <th scope="col">{column.user}</th>
          <th scope="col">{column.role}</th>
          <th scope="col" className={classes.number}>
            {column.jobs}
          </th>
          <th scope="col" className={classes.number}>
            {column.failing}
          </th>
          <th scope="col">{column.seen}</th>
          <th scope="col">{column.state}</th>
          <td className={own.menu} />
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <UserRow key={user.id} user={user} isSelf={user.id === selfId} onAct={(act) => onAct(act, user)} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  user: ListedUserView;
  isSelf: boolean;
  onAct: (act: UserAct) => void;
}

function UserRow({ user, isSelf, onAct }: RowProps) {
  const [isOpen, setOpen] = useState(false);
  const actsId = `acts-${user.id}`;
  return (
    <Fragment>
      <tr className={own.row}>
        <Facts user={user} isSelf={isSelf} />
        <td className={own.menu}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={words.actionsFor(user.email)}
            aria-expanded={isOpen}
            aria-controls={actsId}
            onClick={() => setOpen(!isOpen)}
          >
            <IconChevronDown size={18} aria-hidden className={own.chevron} />
          </ActionIcon>
        </td>
      </tr>
      {isOpen && (
        <tr id={actsId} data-details>
          <td colSpan={COLUMNS} className={classes.details}>
            <UserActs user={user} isSelf={isSelf} onAct={onAct} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}

function Facts({ user, isSelf }: Omit<RowProps, 'onAct'>) {
  const jobs = user.jobs >= USER_JOBS_CAP ? words.jobsCapped : figure(user.jobs);
  const StateSign = user.disabled ? IconBan : IconCircleCheck;
  return (
    <>
      <td>
        <span>
          <strong className={own.name}>{user.name ?? user.email}</strong>
          {isSelf && <span className={own.you}>{words.you}</span>}
          {user.name !== null && <span className={classes.second}>{user.email}</span>}
        </span>
      </td>
      <td data-label={column.role} className={classes.nowrap}>
        {words.role[user.role]}
        {user.secondFactor !== 'off' && (
          <span className={classes.second}>{words.secondFactor[user.secondFactor]}</span>
        )}
      </td>
      <td data-label={column.jobs} className={classes.number}>
        <Link to={`/admin/jobs?owner=${encodeURIComponent(user.email)}`}>{jobs}</Link>
      </td>
      <td data-label={column.failing} className={classes.number}>
        {user.failing === 0 ? (
          figure(0)
        ) : (
          <Link
            to={`/admin/jobs?owner=${encodeURIComponent(user.email)}&show=failing`}
            className={own.failing}
            data-failing
          >
            {figure(user.failing)}
          </Link>
        )}
      </td>
      <td data-label={column.seen} className={classes.nowrap}>
        <Seen at={user.lastSeenAt} />
      </td>
      <td data-label={column.state} className={classes.nowrap}>
        <span className={own.state} data-disabled={user.disabled || undefined}>
          <StateSign size={18} aria-hidden />
          {user.disabled ? words.disabled : words.active}
        </span>
      </td>
    </>
  );
}

/** Says when a user was last seen, to some minutes: a login is renewed that often. */
function Seen({ at }: { at: string | null }) {
  if (at === null) return <span className={classes.none}>{words.never}</span>;
  const instant = new Date(at);
  const isNow = Date.now() - instant.getTime() < RENEWED_MS;
  return (
    <time dateTime={at} title={instantText(instant, viewerZone())}>
      {isNow ? words.justNow : words.ago(agoText(instant.getTime(), Date.now()))}
    </time>
  );
}
