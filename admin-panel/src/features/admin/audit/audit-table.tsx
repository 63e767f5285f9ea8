import { ActionIcon } from '@mantine/core';
import type { AuditEntryView } from '@punctual/contracts/api/audit-contract';
import { PUNCTUAL } from '@punctual/contracts/jobs/action-causes';
import { SECOND_MS } from '@punctual/contracts/time';
import { IconChevronDown } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { Link } from 'react-router';
import classes from '../../../components/data-table.module.css';
import { auditWords } from '../../../lib/strings/audit.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import own from './audit.module.css';
import { AuditDetails } from './audit-details.tsx';
import { Thing } from './thing.tsx';

const words = auditWords;
const { column } = words;
const COLUMNS = 6;

export function AuditTable({ entries }: { entries: readonly AuditEntryView[] }) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpened(
      (before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]),
    );
  return (
    <table className={classes.table} aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col">{column.when}</th>
          <th scope="col">{column.who}</th>
          <th scope="col">{column.what}</th>
          <th scope="col">{column.thing}</th>
          <th scope="col" className={classes.nowrap}>
            {column.from}
          </th>
          <td className={own.toggle} />
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            isOpen={opened.has(entry.id)}
            onToggle={() => toggle(entry.id)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface EntryProps {
  entry: AuditEntryView;
  isOpen: boolean;
  onToggle: () => void;
}

function Entry({ entry, isOpen, onToggle }: EntryProps) {
  const when = instantText(new Date(Math.floor(Date.parse(entry.at) / SECOND_MS) * SECOND_MS), viewerZone());
  const what = actText(entry);
  return (
    <Fragment>
      <tr className={own.entry} data-refused={entry.outcome === 'refused' || undefined}>
        <td className={classes.nowrap}>
          <time dateTime={entry.at}>{when}</time>
        </td>
        <td data-label={column.who}>
          <Actor entry={entry} />
        </td>
        <td data-label={column.what}>
          <span>
            {what}
            {entry.code !== null && (
              <span className={own.refused}>{words.refused(codeText(entry.code))}</span>
            )}
          </span>
        </td>
        <td data-label={column.thing}>
          <Thing entry={entry} />
        </td>
        <td data-label={column.from} className={classes.nowrap}>
          {entry.ip ?? words.unknownValue}
        </td>
        <td className={own.toggle}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={words.details(what, when)}
            aria-expanded={isOpen}
            aria-controls={`act-${entry.id}`}
            onClick={onToggle}
          >
            <IconChevronDown size={18} aria-hidden className={own.chevron} />
          </ActionIcon>
        </td>
      </tr>
      {isOpen && (
        <tr id={`act-${entry.id}`} data-details>
          <td colSpan={COLUMNS} className={classes.details}>
            <AuditDetails entry={entry} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}

/** Describes an act; for an account that was switched, whether on or off; of one that was refused, that it was not done. */
function actText({ action, details, outcome }: AuditEntryView): string {
  const isSwitch = action === 'user.switch' && typeof details.disabled === 'boolean';
  const act = !isSwitch
    ? words.actions[action]
    : details.disabled
      ? words.disabledAccount
      : words.enabledAccount;
  return outcome === 'ok' ? act : (words.tried[action] ?? words.notDone(act));
}

const codeText = (code: string): string => words.codes[code] ?? code;

/** Names who acted, with a link to all that they did. */
function Actor({ entry: { actor, details } }: { entry: AuditEntryView }) {
  if (actor === null) return 'cause' in details ? PUNCTUAL : words.nobody;
  if (actor.email === '') return words.gone;
  const search = new URLSearchParams({ actor: actor.email });
  return (
    <Link to={`?${search}`} title={words.actsOf(actor.email)}>
      {actor.email}
    </Link>
  );
}
