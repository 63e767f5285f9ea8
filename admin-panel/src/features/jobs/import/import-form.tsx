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
import { useImport } from './use-import.ts';

const ZoneSelect = lazy(async () => ({
  default: (await loadPart(() => import('../../../components/zone-select.tsx'))).ZoneSelect,
}));

const NONE: ReadonlyMap<number, string> = new Map();
const ROWS = 10;

/** Takes a crontab, shows the jobs that it makes, and makes them with one press. */
export function ImportForm({ onDone }: { onDone: (count: number) => void }) {
  const [text, setText] = useState('');
  const [zone, setZone] = useState(viewerZone);
  const read = useMemo(() => jobsOfCrontab(text, zone), [text, zone]);
  const { send, sending, refusal, forget } = useImport(onDone);
  const isOffline = useStore(connection).is === 'offline';
  const isSending = useRef(false);
  const problem = useRef<HTMLParagraphElement>(null);
  const submit = (event: React.SyntheticEvent) => {
    event.preventDefault();
    // The second of two quick presses comes before anything was drawn.
    if (isSending.current) return;
    isSending.current = true;
    send(read.jobs, {
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
      <ImportTables read={read} problems={refusal?.lines ?? NONE} />
      <div className={classes.actions}>
        {isOffline && <p role="status">{en.connection.noWrites}</p>}
        <Button type="submit" disabled={isOffline} aria-disabled={sending}>
          {sending ? words.sending : words.submit(read.jobs.length)}
        </Button>
        <Button component={Link} to="/jobs" variant="subtle" className={classes.cancel ?? ''}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
