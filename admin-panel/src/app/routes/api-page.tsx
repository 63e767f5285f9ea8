import { lazy, Suspense } from 'react';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { ApiStart } from '../../features/settings/keys/api-start.tsx';
import { loadPart } from '../../lib/load-part.ts';
import { apiWords as words } from '../../lib/strings/api.ts';
import classes from './api-page.module.css';

const KeysPanel = lazy(async () => ({
  default: (await loadPart(() => import('../../features/settings/keys/keys-panel.tsx'))).KeysPanel,
}));

/** Leads a developer from the address of the API to the first call, and on to the reference. */
export function ApiPage() {
  return (
    <>
      <PageHeader
        title={words.title}
        more={
          <span className={classes.links}>
            <a href="/docs">{words.reference}</a>
            <a href="/openapi.json">{words.openapi}</a>
          </span>
        }
      />
      <ApiStart />
      <section aria-labelledby="api-keys">
        <h2 id="api-keys" className={classes.title}>
          {words.keys}
        </h2>
        <Suspense fallback={<SkeletonRows rows={3} height={72} />}>
          <KeysPanel withLink={false} />
        </Suspense>
      </section>
    </>
  );
}
