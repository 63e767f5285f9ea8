import type { ListedUserView } from '@punctual/contracts/users/user';
import { keepPreviousData } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { BlockError } from '../../../components/block-error.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { NothingHere } from '../../../components/list-end.tsx';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import { usePolledQuery } from '../../../lib/live/polled-query.ts';
import { adminWords } from '../../../lib/strings/admin.ts';
import { showToast } from '../../../lib/toasts.ts';
import { usersQuery } from '../api/list-users.ts';
import { carryOut } from './carry-out.ts';
import { questionOf, type UserAct } from './user-acts.ts';
import { UserTable } from './user-table.tsx';
import { UsersPager } from './users-pager.tsx';

const words = adminWords.users;
const PAGE_SIZE = 25;
const LOOK_AGAIN_MS = 30_000;

interface Asked {
  act: UserAct;
  user: ListedUserView;
}

/** Lists the accounts, and asks before one of them is changed. */
export function UsersView({ selfId }: { selfId: string }) {
  const [search] = useSearchParams();
  const [asked, setAsked] = useState<Asked | null>(null);
  const query = queryFrom(search);
  const users = usePolledQuery(
    { ...usersQuery({ ...query, limit: PAGE_SIZE }), placeholderData: keepPreviousData },
    LOOK_AGAIN_MS,
  );
  if (users.data === undefined)
    return users.isError ? (
      <BlockError message={words.error} error={users.error} onRetry={() => void users.refetch()} />
    ) : (
      <SkeletonRows rows={8} height={52} />
    );
  const { data, page } = users.data;
  const onAct = (act: UserAct, user: ListedUserView) => setAsked({ act, user });
  return (
    <>
      {data.length === 0 ? (
        <NothingHere text={words.count(0, false)} isFiltered />
      ) : (
        <UserTable users={data} selfId={selfId} isStale={users.isPlaceholderData} onAct={onAct} />
      )}
      {page !== null && <UsersPager page={page} />}
      <Question asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}

function queryFrom(search: URLSearchParams) {
  const q = search.get('q') ?? '';
  const role = search.get('role') ?? '';
  const sort = search.get('sort');
  const page = Number(search.get('page') ?? 1);
  return {
    ...(q !== '' && { q }),
    ...((role === 'admin' || role === 'user') && { role }),
    ...(sort === '-failing' && { sort: '-failing' as const }),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

function Question({ asked, onClose }: { asked: Asked | null; onClose: () => void }) {
  // While it fades away it keeps its words.
  const last = useRef<Asked | null>(null);
  last.current = asked ?? last.current;
  if (last.current === null) return null;
  const { act, user } = last.current;
  const { title, text, danger } = questionOf(act, user);
  const send = async () => showToast(await carryOut(act, user));
  return (
    <ConfirmDialog
      opened={asked !== null}
      title={title}
      confirm={words[act]}
      cancel={words.cancel}
      danger={danger}
      onConfirm={send}
      onClose={onClose}
    >
      {text}
    </ConfirmDialog>
  );
}
