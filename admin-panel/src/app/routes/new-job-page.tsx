import { Button } from '@mantine/core';
import type { UserView } from '@punctual/shared/users/user';
import { useState } from 'react';
import { useNavigate, useOutletContext, useSearchParams } from 'react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { dropDraft } from '../../features/jobs/form/draft-storage.ts';
import { JobForm } from '../../features/jobs/form/job-form.tsx';
import { emptyForm, openForm } from '../../features/jobs/form/open-form.ts';
import { announce } from '../../lib/announce.ts';
import { en } from '../../lib/strings/en.ts';
import classes from './new-job-page.module.css';

export function NewJobPage() {
  const user = useOutletContext<UserView>();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [opened, setOpened] = useState(() => openForm(user, search));
  const startOver = () => {
    dropDraft(user.id);
    setOpened({ values: emptyForm(user, search), isDraft: false });
  };
  return (
    <>
      <PageHeader title={en.form.title} />
      {opened.isDraft && (
        <p className={classes.draft}>
          {en.form.draftKept}
          <Button variant="default" size="xs" onClick={startOver}>
            {en.form.discardDraft}
          </Button>
        </p>
      )}
      <JobForm
        key={String(opened.isDraft)}
        userId={user.id}
        initialValues={opened.values}
        onScheduled={(job) => {
          announce(en.job.scheduled);
          void navigate(`/jobs/${job.id}`, { state: { scheduled: true } });
        }}
      />
    </>
  );
}
