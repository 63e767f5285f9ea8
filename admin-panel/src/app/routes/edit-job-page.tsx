import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import type { UserView } from '@punctual/contracts/users/user';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useOutletContext, useParams } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { DraftNote } from '../../features/jobs/form/draft-note.tsx';
import { FormData } from '../../features/jobs/form/form-data.tsx';
import { JobForm } from '../../features/jobs/form/job-form.tsx';
import { freshEdit, openEdit } from '../../features/jobs/form/open-form.ts';
import { dropDraft } from '../../features/jobs/form/save/draft-storage.ts';
import { tasksQuery } from '../../features/jobs/form/task/task-queries.ts';
import { jobQuery } from '../../features/jobs/job-queries.ts';
import { announce } from '../../lib/announce.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';
import { formWords } from '../../lib/strings/form.ts';

/** A job, changed: what that does is shown before it is saved. */
export function EditJobPage() {
  const { id = '' } = useParams();
  const kinds = useQuery(tasksQuery);
  // What is edited is what was there when the form opened: the form itself notices if that changed meanwhile.
  const job = useQuery({
    ...jobQuery(id),
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
  const [opened, setOpened] = useState(() => openEdit(user, kinds, loaded));
  const begin = (from: JobView) => {
    dropDraft(user.id, opened.page);
    queryClient.setQueryData(queryKeys.jobs.one(from.id), from);
    setJob(from);
    setOpened(freshEdit(kinds, from));
  };
  return (
    <>
      {opened.isDraft && <DraftNote secrets={opened.secrets} onStartOver={() => begin(loaded)} />}
      <JobForm
        key={opened.key}
        userId={user.id}
        {...{ kinds, opened, job }}
        onSaved={({ id }) => {
          announce(formWords.saved);
          void navigate(`/jobs/${id}`);
        }}
        onTheirs={begin}
      />
    </>
  );
}
