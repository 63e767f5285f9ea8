import type { VersionView } from '@punctual/contracts/api/job-versions-contract';
import { PUNCTUAL } from '@punctual/contracts/jobs/action-causes';
import type { JobView } from '@punctual/contracts/jobs/job';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { ConfirmDialog } from '../../../../components/confirm-dialog.tsx';
import { formWords } from '../../../../lib/strings/form.ts';
import { listText } from '../../../../lib/strings/list.ts';
import { instantText } from '../../../../lib/time/instants.ts';
import { viewerZone } from '../../../../lib/time/zones.ts';
import { versionsSinceQuery } from '../../api/list-versions.ts';

const words = formWords.conflict;

interface Props {
  opened: boolean;
  id: string;
  /** The revision that this form began from. */
  revision: number;
  onMine: (theirs: JobView) => void;
  onTheirs: (theirs: JobView) => void;
}

/** Says who changed the job meanwhile, and lets the user choose. Nothing typed is lost by reading it. */
export function ConflictDialog({ opened, id, revision, onMine, onTheirs }: Props) {
  const chosen = useRef(false);
  const { data } = useQuery({ ...versionsSinceQuery(id, revision), enabled: opened });
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
            <strong>
              {words.by(version.by?.email ?? PUNCTUAL, instantText(new Date(version.at), viewerZone()))}
            </strong>{' '}
            {words.fields(changedParts(version))}
          </li>
        ))}
      </ul>
      <p>{words.mineText}</p>
    </ConfirmDialog>
  );
}

/** Names the parts that a version changed: "the name and the schedule". */
function changedParts({ changes }: VersionView): string {
  const names: Record<string, string> = words.paths;
  const parts = changes.map(({ path }) => path.split('.', 1)[0] ?? path);
  return listText([...new Set(parts)].map((part) => names[part] ?? part));
}
