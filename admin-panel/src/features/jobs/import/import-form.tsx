import { Button, InputBase } from '@mantine/core';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import { connection } from '../../../lib/connection.ts';
import { loadPart } from '../../../lib/load-part.ts';
import { useStore } from '../../../lib/store.ts';
import { en } from '../../../lib/strings/en.ts';
import { importWords as words } from '../../../lib/strings/import.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { AREA } from '../form/fields.ts';
import classes from './import.module.css';
import { ImportTables } from './import-tables.tsx';
import { jobsOfCrontab } from './jobs-of-crontab.ts';
import { type Choices, lineKey, reviewed } from './review.ts';
import { type Imported, useImport } from './use-import.ts';

const ZoneSelect = lazy(async () => ({
  default: (await loadPart(() => import('../../../components/zone-select.tsx'))).ZoneSelect,
}));

const NONE: ReadonlyMap<number, string> = new Map();
const ROWS = 10;

const AS_READ: Choices = new Map();

/** Takes a crontab, lets the jobs that it makes be reviewed, and makes them with one press. */
export function ImportForm({ onDone }: { onDone: (imported: Imported) => void }) {
  const [text, setText] = useState('');
  const [zone, setZone] = useState(viewerZone);
  const [choices, setChoices] = useState(AS_READ);
  const [enabled, setEnabled] = useState(false);
  const read = useMemo(() => jobsOfCrontab(text, zone), [text, zone]);
  const chosen = reviewed(read.jobs, choices, enabled);
  const { send, sending, refusal, forget } = useImport(onDone);
  const isOffline = useStore(connection).is === 'offline';
  const isSending = useRef(false);
  const problem = useRef<HTMLParagraphElement>(null);
  const submit = (event: React.SyntheticEvent) => {
    event.preventDefault();
    // The second of two quick presses comes before anything was drawn.
    if (isSending.current) return;
    isSending.current = true;
    send(chosen, {
      onError: () => setTimeout(() => problem.current?.focus()),
      onSettled: () => {
        isSending.current = false;
      },
    });
  };
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <p ref={problem} tabIndex={-1} className={classes.problem} hidden={refusal === null} data-quiet-focus>
        {refusal?.rest}
      </p>
      <p>{words.lead}</p>
      <section className={classes.block} aria-label={words.crontab}>
        <InputBase
          {...AREA}
          rows={ROWS}
          label={words.crontab}
          description={words.hint}
          placeholder={words.example}
          classNames={{ input: classes.mono ?? '' }}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={({ currentTarget }) => {
            forget();
            setText(currentTarget.value);
          }}
        />
        <Suspense fallback={<div className={classes.zone} />}>
          <ZoneSelect
            className={classes.zone ?? ''}
            value={zone}
            onChange={(next) => {
              forget();
              setZone(next);
            }}
          />
        </Suspense>
      </section>
      <ImportTables
        read={read}
        problems={refusal?.lines ?? NONE}
        choices={choices}
        onChoose={(line, choice) => setChoices(new Map(choices).set(lineKey(line), choice))}
      />
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={enabled}
          onChange={({ currentTarget }) => setEnabled(currentTarget.checked)}
        />
        <span>
          {words.enableAll}
          <small>{words.enableAllHint}</small>
        </span>
      </label>
      <div className={classes.actions}>
        {isOffline && <p role="status">{en.connection.noWrites}</p>}
        <Button type="submit" disabled={isOffline} aria-disabled={sending}>
          {sending ? words.sending : words.submit(chosen.length)}
        </Button>
        <Button component={Link} to="/jobs" variant="subtle" className={classes.cancel ?? ''}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
