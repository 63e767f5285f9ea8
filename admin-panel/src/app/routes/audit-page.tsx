import { AUDIT_ACTIONS } from '@punctual/contracts/api/audit-actions';
import { useSearchParams } from 'react-router';
import { FilterBar, SelectFilter, TextFilter } from '../../components/address-filters.tsx';
import { CsvButton } from '../../components/csv-button.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ViewsButton } from '../../components/views/views-button.tsx';
import { askAuditCsv } from '../../features/admin/api/export-audit.ts';
import { AuditView, auditQueryFrom } from '../../features/admin/audit/audit-view.tsx';
import { AccountFilter } from '../../features/admin/users/lazy-account-filter.tsx';
import { auditWords } from '../../lib/strings/audit.ts';

const words = auditWords;
const KINDS = (['logins', 'all'] as const).map((value) => ({ value, label: words.kinds[value] }));
const ACTIONS = AUDIT_ACTIONS.map((value) => ({ value, label: words.actions[value] }));

/** Shows who did what, to which thing, from where. */
export function AuditPage() {
  const [search] = useSearchParams();
  return (
    <>
      <PageHeader
        title={words.title}
        more={
          <>
            <ViewsButton />
            <CsvButton name="audit" ask={() => askAuditCsv(auditQueryFrom(search))} />
          </>
        }
      />
      <FilterBar>
        <SelectFilter name="kind" label={words.kind} any={words.kinds.acts} options={KINDS} />
        <AccountFilter name="actor" label={words.actor} />
        <SelectFilter name="action" label={words.action} options={ACTIONS} />
        <TextFilter name="from" label={words.from} type="date" whileTyping />
        <TextFilter name="to" label={words.to} type="date" whileTyping />
      </FilterBar>
      <AuditView />
    </>
  );
}
