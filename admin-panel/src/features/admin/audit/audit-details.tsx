import type { AuditEntryView } from '@punctual/contracts/api/audit-contract';
import { Link } from 'react-router';
import { JOB_PAGES, RUN_PAGES } from '../../../lib/pages.ts';
import { auditWords } from '../../../lib/strings/audit.ts';
import own from './audit.module.css';
import { changesOf } from './changes-of.ts';

const words = auditWords;

/** Shows an act's changes field by field, before and after, and its ids. */
export function AuditDetails({ entry }: { entry: AuditEntryView }) {
  const changes = changesOf(entry);
  const hasBefore = changes.some(({ before }) => before !== null);
  return (
    <div className={own.details}>
      {changes.length === 0 ? (
        <p>{words.nothingMore}</p>
      ) : (
        <table className={own.changes}>
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              {hasBefore && <th scope="col">{words.before}</th>}
              <th scope="col">{hasBefore ? words.after : words.asked}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{words.fields[field] ?? field}</th>
                {hasBefore && <td>{before ?? words.unknownValue}</td>}
                <td>{after ?? words.unknownValue}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Onward entry={entry} />
      <p className={own.ids}>
        {entry.target !== null && (
          <span>
            {words.target} <code>{entry.target}</code>
          </span>
        )}
        {entry.credential && (
          <span>
            {entry.credential.service === null ? words.byLogin : words.byKey(entry.credential.service)}{' '}
            <code>{entry.credential.id}</code>
          </span>
        )}
        <span>
          {words.request} <code>{entry.requestId}</code>
        </span>
      </p>
    </div>
  );
}

/** Leads on to what the details only name: the changes of a job, the run that was made. */
function Onward({ entry: { action, target, details } }: { entry: AuditEntryView }) {
  if (typeof details.runId === 'string')
    return <Link to={`${RUN_PAGES.all}/${details.runId}`}>{words.openRun}</Link>;
  if (action !== 'job.edit' || target === null) return null;
  return <Link to={`${JOB_PAGES.all}/${target}?tab=changes`}>{words.seeChanges}</Link>;
}
