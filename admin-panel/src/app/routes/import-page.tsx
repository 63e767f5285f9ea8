import { useNavigate } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ImportForm } from '../../features/jobs/import/import-form.tsx';
import { en } from '../../lib/strings/en.ts';
import { importWords as words } from '../../lib/strings/import.ts';
import { showToast } from '../../lib/toasts.ts';

/** Makes the jobs of a crontab, all at once. */
export function ImportPage() {
  const navigate = useNavigate();
  const done = (count: number) => {
    showToast(words.done(count));
    void navigate('/jobs');
  };
  return (
    <>
      <PageHeader title={words.title} parent={<BackLink to="/jobs">{en.nav.jobs}</BackLink>} />
      <ImportForm onDone={done} />
    </>
  );
}
