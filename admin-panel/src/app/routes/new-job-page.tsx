import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import type { UserView } from '@punctual/contracts/users/user';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useOutletContext, useSearchParams } from 'react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { jobQuery } from '../../features/jobs/api/get-job.ts';
import { tasksQuery } from '../../features/jobs/api/list-tasks.ts';
import { FormData } from '../../features/jobs/form/form-data.tsx';
import { FormDraft } from '../../features/jobs/form/form-draft.tsx';
import { JobForm } from '../../features/jobs/form/job-form.tsx';
import { emptyForm, openNew } from '../../features/jobs/form/open-form.ts';
import { dropDraft } from '../../features/jobs/form/save/draft-storage.ts';
import { announce } from '../../lib/announce.ts';
import { en } from '../../lib/strings/en.ts';
import { formWords } from '../../lib/strings/form.ts';

/** Makes a job: of a kind (`?task=`), as the trial (`?try`), or as the copy of another (`?from=`). */
export function NewJobPage() {
  const [search] = useSearchParams();
  const from = search.get('from');
  const kinds = useQuery(tasksQuery);
  const original = useQuery({ ...jobQuery('own', from ?? ''), enabled: from !== null });
  return (
    <>
      <PageHeader title={formWords.title} />
      <FormData queries={from === null ? [kinds] : [kinds, original]}>
        {kinds.data !== undefined && (from === null || original.data !== undefined) && (
          <NewJob key={from} kinds={kinds.data} search={search} from={original.data ?? null} />
        )}
      </FormData>
    </>
  );
}

interface Props {
  kinds: readonly TaskKind[];
  search: URLSearchParams;
  from: JobView | null;
}

function NewJob({ kinds, search, from }: Props) {
  const user = useOutletContext<UserView>();
  const navigate = useNavigate();
  const [opened, setOpened] = useState(() => openNew(user, kinds, search, from));
  const startOver = () => {
    dropDraft(user.id, opened.page);
    setOpened(emptyForm(user, kinds, search, from));
  };
  const scheduled = (job: JobView) => {
    announce(en.job.scheduled);
    void navigate(`/jobs/${job.id}`, { state: { scheduled: true } });
  };
  return (
    <>
      {opened.isDraft && <FormDraft secrets={opened.secrets} onStartOver={startOver} />}
      <JobForm
        key={opened.key}
        userId={user.id}
        kinds={kinds}
        opened={opened}
        job={null}
        onSaved={scheduled}
        onTheirs={() => undefined}
      />
    </>
  );
}
