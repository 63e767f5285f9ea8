import { Button } from '@mantine/core';
import type { VersionView } from '@punctual/contracts/api/job-versions-contract';
import { CAUSE_WORDS, PUNCTUAL } from '@punctual/contracts/jobs/action-causes';
import type { JobView } from '@punctual/contracts/jobs/job';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BlockError } from '../../../components/block-error.tsx';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import { actorText } from '../../../lib/actor-text.ts';
import type { Scope } from '../../../lib/api/source.ts';
import { jobWords } from '../../../lib/strings/job.ts';
import { language } from '../../../lib/strings/language.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { versionsQuery } from '../api/list-versions.ts';
import classes from './changes-tab.module.css';
import { RevertDialog } from './revert-dialog.tsx';
import { fieldName, valueText } from './value-text.ts';

const words = jobWords.changes;

/** Lists who changed what, and when, the newest first; each version has a way back to it, for the owner. */
export function ChangesTab({ job, scope }: { job: JobView; scope: Scope }) {
  const loading = useInfiniteQuery(versionsQuery(scope, job.id, job.revision));
  const [back, setBack] = useState<number | null>(null);
  const [opened, setOpened] = useState(false);
  if (loading.data === undefined && loading.isError)
    return (
      <BlockError message={words.couldNot} error={loading.error} onRetry={() => void loading.refetch()} />
    );
  if (loading.data === undefined) return <SkeletonRows rows={4} height={90} />;
  const versions = loading.data.pages.flatMap(({ data }) => data);
  const ask = (revision: number) => {
    setBack(revision);
    setOpened(true);
  };
  return (
    <>
      <ol className={classes.list}>
        {versions.map((version) => (
          <Version
            key={version.revision}
            version={version}
            isCurrent={version.revision === versions[0]?.revision}
            onBack={scope === 'own' ? ask : null}
          />
        ))}
      </ol>
      {loading.hasNextPage && (
        <Button variant="default" onClick={() => void loading.fetchNextPage()}>
          {words.loadOlder}
        </Button>
      )}
      {back !== null && (
        <RevertDialog
          job={job}
          versions={versions}
          revision={back}
          opened={opened}
          onClose={() => setOpened(false)}
        />
      )}
    </>
  );
}

interface VersionProps {
  version: VersionView;
  isCurrent: boolean;
  onBack: ((revision: number) => void) | null;
}

function Version({ version, isCurrent, onBack }: VersionProps) {
  const { revision, at, by, cause, action } = version;
  return (
    <li className={classes.version}>
      <div className={classes.head}>
        <div>
          <h3>
            {words.actions[action]} {words.by(actorText(by?.email ?? PUNCTUAL))}
            {cause && `: ${CAUSE_WORDS[language][cause]}`}
          </h3>
          <p className={classes.when}>
            <time dateTime={at}>{instantText(new Date(at), viewerZone())}</time> · {words.revision(revision)}
          </p>
        </div>
        {isCurrent ? (
          <span className={classes.current}>{words.current}</span>
        ) : onBack === null ? null : (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={words.backOf(revision)}
            onClick={() => onBack(revision)}
          >
            {words.back}
          </Button>
        )}
      </div>
      {version.changes.length > 0 && <Difference version={version} />}
    </li>
  );
}

function Difference({ version }: { version: VersionView }) {
  return (
    <table className={classes.difference}>
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {version.changes.map(({ path, before, after }) => (
          <tr key={path}>
            <th scope="row">{fieldName(path)}</th>
            <td>
              <del>{valueText(path, before, viewerZone())}</del>
            </td>
            <td>
              <ins>{valueText(path, after, viewerZone())}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
