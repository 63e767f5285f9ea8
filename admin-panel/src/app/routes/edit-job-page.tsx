import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import type { UserView } from '@punctual/contracts/users/user';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useOutletContext, useParams, useSearchParams } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { jobQuery } from '../../features/jobs/api/get-job.ts';
import { tasksQuery } from '../../features/jobs/api/list-tasks.ts';
import { FormData } from '../../features/jobs/form/form-data.tsx';
import { FormDraft } from '../../features/jobs/form/form-draft.tsx';
import { JobForm } from '../../features/jobs/form/job-form.tsx';
import { freshEdit, openEdit } from '../../features/jobs/form/open-form.ts';
import { dropDraft } from '../../features/jobs/form/save/draft-storage.ts';
import { announce } from '../../lib/announce.ts';
import { formWords } from '../../lib/strings/form.ts';

/** Edits a job: the effect of a change is shown before it is saved. */
export function EditJobPage() {
  const { id = '' } = useParams();
  const kinds = useQuery(tasksQuery);
  // The form edits the job as it was when it opened, and notices by itself if that changed meanwhile.
  const job = useQuery({
    ...jobQuery('own', id),
    staleTime: 0,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  });
  const isFresh = job.data !== undefined && job.isFetchedAfterMount;
  return (
    <>
      <PageHeader
        title={formWords.editTitle(job.data?.name ?? '')}
        parent={<BackLink to={`/jobs/${id}`}>{formWords.editParent}</BackLink>}
      />
      <FormData queries={[kinds, job]}>
        {kinds.data !== undefined && isFresh && <EditJob key={id} kinds={kinds.data} loaded={job.data} />}
      </FormData>
    </>
  );
}

function EditJob({ kinds, loaded }: { kinds: readonly TaskKind[]; loaded: JobView }) {
  const user = useOutletContext<UserView>();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [job, setJob] = useState(loaded);
  const [search] = useSearchParams();
  const [opened, setOpened] = useState(() => openEdit(user, kinds, loaded, search.has('again')));
  const begin = (from: JobView) => {
    dropDraft(user.id, opened.page);
    queryClient.setQueryData(jobQuery('own', from.id).queryKey, from);
    setJob(from);
    setOpened(freshEdit(kinds, from));
  };
  return (
    <>
      {opened.isDraft && <FormDraft secrets={opened.secrets} onStartOver={() => begin(loaded)} />}
      <JobForm
        key={opened.key}
        userId={user.id}
        kinds={kinds}
        opened={opened}
        job={job}
        onSaved={({ id }) => {
          announce(formWords.saved);
          void navigate(`/jobs/${id}`);
        }}
        onTheirs={begin}
      />
    </>
  );
}
