import type { AuditEntryView } from '@punctual/contracts/api/audit-contract';
import { ID_PATTERN } from '@punctual/contracts/api/limits';
import { Link } from 'react-router';
import { JOB_PAGES, RUN_PAGES } from '../../../lib/pages.ts';
import { auditWords as words } from '../../../lib/strings/audit.ts';

/** Names the thing of an act, and leads to it: a job, deleted or not, a run, an account. */
export function Thing({ entry }: { entry: AuditEntryView }) {
  const { target, targetName } = entry;
  const to = pageOf(entry);
  if (to === null) return targetName ?? target ?? words.unknownValue;
  if (!to.startsWith(RUN_PAGES.all)) return <Link to={to}>{targetName ?? target}</Link>;
  return targetName === null ? words.aRun : <Link to={to}>{words.runOf(targetName)}</Link>;
}

function pageOf({ action, target, targetName }: AuditEntryView): string | null {
  if (target === null || !ID_PATTERN.test(target)) return null;
  if (action.startsWith('job.')) return `${JOB_PAGES.all}/${target}`;
  if (action.startsWith('run.')) return `${RUN_PAGES.all}/${target}`;
  if (!action.startsWith('user.') || targetName === null) return null;
  return `/admin/users?${new URLSearchParams({ q: targetName })}`;
}
