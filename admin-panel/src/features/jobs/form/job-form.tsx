import { Button } from '@mantine/core';
import type { JobView } from '@punctual/shared/jobs/job';
import { Link } from 'react-router';
import { ErrorSummary } from '../../../components/error-summary.tsx';
import { connection } from '../../../lib/connection.ts';
import { useStore } from '../../../lib/store.ts';
import { en } from '../../../lib/strings/en.ts';
import classes from './job-form.module.css';
import type { JobFormValues } from './job-form-values.ts';
import { summarySentence } from './summary-sentence.ts';
import { useJobForm } from './use-job-form.ts';
import { WhatFields } from './what-fields.tsx';
import { WhenFields } from './when-fields.tsx';

interface Props {
  userId: string;
  initialValues: JobFormValues;
  onScheduled: (job: JobView) => void;
}

/** One page, no wizard: what, when, and in one sentence what that comes to. */
export function JobForm({ userId, initialValues, onScheduled }: Props) {
  const { form, submit, sending, rest, summary } = useJobForm({ userId, initialValues, onScheduled });
  const isOffline = useStore(connection).is === 'offline';
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <div className={classes.blocks}>
        <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
        <WhatFields form={form} />
        <WhenFields form={form} />
      </div>
      <aside className={classes.summary} aria-labelledby="summary">
        <h2 id="summary">{en.form.summary}</h2>
        <Sentence values={form.values} />
        {isOffline && <p role="status">{en.connection.noWrites}</p>}
        <div className={classes.actions}>
          <Button type="submit" className={classes.submit ?? ''} disabled={isOffline} aria-disabled={sending}>
            {sending ? en.form.sending : en.form.submit}
          </Button>
          <Button component={Link} to="/jobs" variant="subtle" className={classes.cancel ?? ''}>
            {en.form.cancel}
          </Button>
        </div>
      </aside>
    </form>
  );
}

function Sentence({ values }: { values: JobFormValues }) {
  return <p className={classes.sentence}>{summarySentence(values, new Date())}</p>;
}
