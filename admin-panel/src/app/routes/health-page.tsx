import { PageHeader } from '../../components/page-header.tsx';
import { HealthView } from '../../features/admin/health/health-view.tsx';
import { adminWords } from '../../lib/strings/admin.ts';

/** Shows the state of the parts that carry the work. */
export function HealthPage() {
  return (
    <>
      <PageHeader title={adminWords.health.title} />
      <HealthView />
    </>
  );
}
