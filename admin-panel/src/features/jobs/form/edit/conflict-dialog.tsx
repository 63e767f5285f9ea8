import { call } from '@punctual/contracts/api/client';
import type { listVersions, VersionView } from '@punctual/contracts/api/job-versions-contract';
import type { getJob } from '@punctual/contracts/api/jobs-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { ConfirmDialog } from '../../../../components/confirm-dialog.tsx';
import { apiFetch } from '../../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../../lib/api/query-keys.ts';
import { formWords } from '../../../../lib/strings/form.ts';
import { listText } from '../../../../lib/strings/list.ts';
import { instantText } from '../../../../lib/time/instants.ts';
import { viewerZone } from '../../../../lib/time/zones.ts';

const words = formWords.conflict;

interface Props {
  opened: boolean;
  id: string;
  /** The revision that this form began from. */
  revision: number;
  onMine: (theirs: JobView) => void;
  onTheirs: (theirs: JobView) => void;
}

/** The job changed under the form: says who changed what, and lets choose. Nothing typed is lost by reading it. */
export function ConflictDialog({ opened, id, revision, onMine, onTheirs }: Props) {
  const chosen = useRef(false);
  const { data } = useQuery({
    queryKey: queryKeys.changesSince(id, revision),
    queryFn: () => changesSince(id, revision),
    enabled: opened,
    gcTime: 0,
  });
  if (data === undefined) return null;
  return (
    <ConfirmDialog
      opened={opened}
      title={words.title}
      confirm={words.theirs}
      cancel={words.mine}
      onConfirm={async () => {
        chosen.current = true;
        onTheirs(data.job);
      }}
      onClose={() => {
        if (!chosen.current) onMine(data.job);
      }}
    >
      <ul>
        {data.versions.map((version) => (
          <li key={version.revision}>
            <strong>{words.by(version.by.email, instantText(new Date(version.at), viewerZone()))}</strong>{' '}
            {words.fields(changedParts(version))}
          </li>
        ))}
      </ul>
      <p>{words.mineText}</p>
    </ConfirmDialog>
  );
}

async function changesSince(id: string, revision: number) {
  const [job, history] = await Promise.all([
    call<typeof getJob>(apiFetch, 'GET /users/jobs/:id', { params: { id } }),
    call<typeof listVersions>(apiFetch, 'GET /users/jobs/:id/history', { params: { id } }),
  ]);
  return { job, versions: history.data.filter((version) => version.revision > revision) };
}

/** "the name and the schedule" */
function changedParts({ changes }: VersionView): string {
  const names: Record<string, string> = words.paths;
  const parts = changes.map(({ path }) => path.split('.', 1)[0] ?? path);
  return listText([...new Set(parts)].map((part) => names[part] ?? part));
}
