import { AUDIT_ACTIONS } from '@punctual/contracts/api/audit-actions';
import { DAY_MS } from '@punctual/contracts/time';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { BlockError } from '../../../components/block-error.tsx';
import { LoadOlder, NothingHere } from '../../../components/list-end.tsx';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import { auditWords } from '../../../lib/strings/audit.ts';
import { instantAt } from '../../../lib/time/wall-time.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { auditQuery } from '../api/list-audit.ts';
import { AuditTable } from './audit-table.tsx';

const words = auditWords;

/** The kinds of entries; any other value shows both. Unless asked for, logins are left out: they are most of the log. */
const KINDS = ['acts', 'logins'] as const;

/** Lists who did what, newest first. */
export function AuditView() {
  const [search] = useSearchParams();
  const query = auditQueryFrom(search);
  const log = useInfiniteQuery(auditQuery(query));
  if (log.data === undefined)
    return log.isError ? (
      <BlockError message={words.error} error={log.error} onRetry={() => void log.refetch()} />
    ) : (
      <SkeletonRows rows={10} height={52} />
    );
  const entries = log.data.pages.flatMap(({ data }) => data);
  if (entries.length === 0 && !log.hasNextPage)
    return <NothingHere text={words.none} isFiltered={search.size > 0} />;
  return (
    <>
      {entries.length === 0 ? <p>{words.noMatchHere}</p> : <AuditTable entries={entries} />}
      <LoadOlder loading={log} end={words.end} />
    </>
  );
}

/** Reads the filters in the address. Days are those of the viewer's clock; the last one is meant as a whole. */
export function auditQueryFrom(search: URLSearchParams) {
  const actor = search.get('actor') ?? '';
  const action = AUDIT_ACTIONS.find((one) => one === search.get('action'));
  const kind = search.get('kind') ?? 'acts';
  const from = startOf(search.get('from'));
  const to = startOf(search.get('to'));
  return {
    ...(actor !== '' && { actor }),
    ...(action ? { action } : KINDS.some((one) => one === kind) && { kind: kind as (typeof KINDS)[number] }),
    ...(from && { from: from.toISOString() }),
    ...(to && { to: new Date(to.getTime() + DAY_MS).toISOString() }),
  };
}

const startOf = (date: string | null): Date | null =>
  date === null ? null : instantAt({ date, time: '00:00' }, viewerZone());
