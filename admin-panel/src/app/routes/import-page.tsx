import { useNavigate } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { bulkText } from '../../features/jobs/actions/bulk-text.ts';
import { useBulkJobs } from '../../features/jobs/api/bulk-jobs.ts';
import { ImportForm } from '../../features/jobs/import/import-form.tsx';
import type { Imported } from '../../features/jobs/import/use-import.ts';
import { OWN } from '../../lib/api/source.ts';
import { en } from '../../lib/strings/en.ts';
import { importWords as words } from '../../lib/strings/import.ts';
import { showToast } from '../../lib/toasts.ts';

/** Makes the jobs of a crontab, all at once. */
export function ImportPage() {
  const navigate = useNavigate();
  const { mutateAsync: change } = useBulkJobs(OWN);
  const enable = async (ids: readonly string[]) => {
    const { results } = await change({ action: 'enable', which: { ids } });
    showToast(bulkText('enable', results));
  };
  const done = ({ ids, enabled }: Imported) => {
    const action = { label: words.enableNow, run: () => void enable(ids) };
    showToast(words.done(ids.length, enabled), enabled ? {} : { action });
    void navigate('/jobs');
  };
  return (
    <>
      <PageHeader title={words.title} parent={<BackLink to="/jobs">{en.nav.jobs}</BackLink>} />
      <ImportForm onDone={done} />
    </>
  );
}
