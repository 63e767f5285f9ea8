import { PageHeader } from '../../components/page-header.tsx';
import { ApiStart } from '../../features/settings/keys/api-start.tsx';
import { KeysPanel } from '../../features/settings/keys/keys-panel.tsx';
import { apiWords as words } from '../../lib/strings/api.ts';
import classes from './api-page.module.css';

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
        <KeysPanel withLink={false} />
      </section>
    </>
  );
}
