import { Button } from '@mantine/core';
import type { ApiKeyView } from '@punctual/contracts/users/api-key';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { BlockError } from '../../../components/block-error.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import { loadPart } from '../../../lib/load-part.ts';
import { listText } from '../../../lib/strings/list.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { ago } from '../../../lib/time/ago.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { showToast } from '../../../lib/toasts.ts';
import { apiKeysQuery } from '../api/list-api-keys.ts';
import { revokeKey } from '../api/revoke-api-key.ts';
import classes from '../rows.module.css';

const NewKeyDialog = lazy(async () => ({
  default: (await loadPart(() => import('./new-key-dialog.tsx'))).NewKeyDialog,
}));
const words = settingsWords.keys;

export function KeysPanel() {
  const { data, error, refetch } = useQuery(apiKeysQuery);
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <p>
          {words.lead} <code className={classes.whole}>{words.header}</code>.
        </p>
        <CreateKey />
      </div>
      {data !== undefined ? (
        <Keys keys={data.data} />
      ) : error === null ? (
        <SkeletonRows rows={2} height={72} />
      ) : (
        <BlockError message={words.failed} error={error} onRetry={() => void refetch()} />
      )}
    </div>
  );
}

function CreateKey() {
  const [opened, setOpened] = useState<boolean | null>(null);
  return (
    <>
      <Button onClick={() => setOpened(true)}>{words.create}</Button>
      {opened !== null && (
        <Suspense>
          <NewKeyDialog opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}

function Keys({ keys }: { keys: ApiKeyView[] }) {
  const [asked, setAsked] = useState<ApiKeyView | null>(null);
  const [asks, setAsks] = useState(false);
  const ask = (key: ApiKeyView) => {
    setAsked(key);
    setAsks(true);
  };
  const revoke = async () => {
    if (asked === null) return;
    await revokeKey(asked.id);
    showToast(words.revoked(asked.service));
  };
  return (
    <>
      {keys.length === 0 ? (
        <p className={classes.none}>{words.none}</p>
      ) : (
        <ul className={classes.rows}>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} onRevoke={() => ask(key)} />
          ))}
        </ul>
      )}
      <ConfirmDialog
        opened={asks}
        danger
        title={words.revokeTitle(asked?.service ?? '')}
        confirm={words.revokeConfirm}
        cancel={words.keep}
        onConfirm={revoke}
        onClose={() => setAsks(false)}
      >
        {words.revokeText}
      </ConfirmDialog>
    </>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKeyView; onRevoke: () => void }) {
  const { service, prefix, scopes, ratePerSecond, lastUsedAt, createdAt } = apiKey;
  return (
    <li className={classes.row}>
      <div>
        <strong>{service}</strong> <code>{words.beginsWith(prefix)}</code>
        <p className={classes.facts}>
          {words.scopes} {listText(scopes.map((scope) => words.scopeWords[scope]))} ·{' '}
          {words.perSecond(ratePerSecond)}
        </p>
        <p className={classes.facts}>
          {words.created(instantText(new Date(createdAt), viewerZone()))} ·{' '}
          {lastUsedAt === null ? words.neverUsed : words.used(ago(lastUsedAt))}
        </p>
      </div>
      <Button variant="default" aria-label={words.revokeOf(service)} onClick={onRevoke}>
        {words.revoke}
      </Button>
    </li>
  );
}
