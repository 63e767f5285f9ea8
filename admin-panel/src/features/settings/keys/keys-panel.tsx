import { Button } from '@mantine/core';
import type { ApiKeyView } from '@punctual/contracts/users/api-key';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { BlockError } from '../../../components/block-error.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import { loadPart } from '../../../lib/load-part.ts';
import { apiWords } from '../../../lib/strings/api.ts';
import { listText } from '../../../lib/strings/list.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { ago } from '../../../lib/time/ago.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { showToast } from '../../../lib/toasts.ts';
import { apiKeysQuery } from '../api/list-api-keys.ts';
import { revokeKey } from '../api/revoke-api-key.ts';
import classes from '../rows.module.css';
import { KeyCalls } from './key-calls.tsx';

const NewKeyDialog = lazy(async () => ({
  default: (await loadPart(() => import('./new-key-dialog.tsx'))).NewKeyDialog,
}));
const ReplaceKeyDialog = lazy(async () => ({
  default: (await loadPart(() => import('./replace-key-dialog.tsx'))).ReplaceKeyDialog,
}));
const words = settingsWords.keys;

/** Lists the keys of services. @param withLink leads to the page of the API, where this is not a part of it */
export function KeysPanel({ withLink = true }: { withLink?: boolean }) {
  const { data, error, refetch } = useQuery(apiKeysQuery);
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <p>
          {words.lead} <code className={classes.whole}>{words.header}</code>.{' '}
          {withLink && <Link to="/developers">{apiWords.more}</Link>}
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
  const [replaced, setReplaced] = useState<ApiKeyView | null>(null);
  const [replaces, setReplaces] = useState(false);
  const replace = (key: ApiKeyView) => {
    setReplaced(key);
    setReplaces(true);
  };
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
            <KeyRow key={key.id} apiKey={key} onReplace={() => replace(key)} onRevoke={() => ask(key)} />
          ))}
        </ul>
      )}
      {replaced !== null && (
        <Suspense>
          <ReplaceKeyDialog apiKey={replaced} opened={replaces} onClose={() => setReplaces(false)} />
        </Suspense>
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

interface RowProps {
  apiKey: ApiKeyView;
  onReplace: () => void;
  onRevoke: () => void;
}

function KeyRow({ apiKey, onReplace, onRevoke }: RowProps) {
  const { service, prefix, scopes, ratePerSecond, lastUsedAt, createdAt } = apiKey;
  const textOf = (at: string) => instantText(new Date(at), viewerZone());
  const endsAt = apiKey.endsAt ?? null;
  const hasEnded = endsAt !== null && Date.parse(endsAt) <= Date.now();
  return (
    <li className={classes.row}>
      <div>
        <strong>{service}</strong> <code>{words.beginsWith(prefix)}</code>
        <p className={classes.facts}>
          {words.scopes} {listText(scopes.map((scope) => words.scopeWords[scope]))} ·{' '}
          {words.perSecond(ratePerSecond)}
        </p>
        <p className={classes.facts}>
          {words.created(textOf(createdAt))} ·{' '}
          {lastUsedAt === null ? words.neverUsed : words.used(ago(lastUsedAt))}
          {endsAt !== null && !hasEnded && ` · ${words.ends(textOf(endsAt))}`}
        </p>
        {endsAt !== null && hasEnded && <p className={classes.over}>{words.ended(textOf(endsAt))}</p>}
      </div>
      <Button variant="default" aria-label={words.replaceOf(service)} onClick={onReplace}>
        {words.replace}
      </Button>
      <Button variant="default" aria-label={words.revokeOf(service)} onClick={onRevoke}>
        {words.revoke}
      </Button>
      <KeyCalls keyId={apiKey.id} />
    </li>
  );
}
