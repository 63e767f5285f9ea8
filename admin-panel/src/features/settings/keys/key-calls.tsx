import type { ApiKeyCall } from '@punctual/contracts/users/api-key';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BlockError } from '../../../components/block-error.tsx';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import { apiWords } from '../../../lib/strings/api.ts';
import { figure } from '../../../lib/strings/plural.ts';
import { ago } from '../../../lib/time/ago.ts';
import { exactText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { apiKeyCallsQuery } from '../api/list-api-key-calls.ts';
import classes from './key-calls.module.css';

const words = apiWords.calls;

/** Shows the last calls of a key once they are asked for. */
export function KeyCalls({ keyId }: { keyId: string }) {
  const [opened, setOpened] = useState(false);
  return (
    <details className={classes.calls} onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
      <summary>{words.title}</summary>
      {opened && <Calls keyId={keyId} />}
    </details>
  );
}

function Calls({ keyId }: { keyId: string }) {
  const { data, error, refetch } = useQuery(apiKeyCallsQuery(keyId));
  const load = () => void refetch();
  if (data === undefined)
    return error === null ? (
      <SkeletonRows rows={2} height={28} />
    ) : (
      <BlockError message={words.failed} error={error} onRetry={load} />
    );
  return (
    <>
      <p className={classes.hint}>
        {words.text}{' '}
        <button type="button" onClick={load}>
          {words.again}
        </button>
      </p>
      {data.data.length === 0 ? <p>{words.none}</p> : <CallsTable calls={data.data} />}
    </>
  );
}

function CallsTable({ calls }: { calls: readonly ApiKeyCall[] }) {
  const { at, call, status, took } = words.column;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {[at, call, status, took].map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {calls.map((one) => (
          <tr key={`${one.requestId} ${one.at}`}>
            <td title={exactText(new Date(one.at), viewerZone())}>{ago(one.at)}</td>
            <td>
              <code>
                {one.method} {one.path}
              </code>
            </td>
            <td data-failed={one.status === null || one.status >= 400 || undefined}>
              {one.status ?? words.gone}
            </td>
            <td>{words.took(figure(one.durationMs))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
