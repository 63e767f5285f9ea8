import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MINUTE_MS } from '@punctual/contracts/time';
import { expect, inject, it } from 'vitest';
import { FaultLog } from '../soak/fault-log.ts';
import { soak } from '../soak/soak.ts';
import { engine, useStack } from '../stack/stack.ts';
import type {} from '../vitest.faults.ts';

const { minutes, seed } = inject('soak');
const here = useStack();

/** Keeps what the database held and what services told of errors, to find out what went wrong. */
async function keep(file: string): Promise<void> {
  const { models } = here.db;
  const [jobs, runs, revisions, keys] = await Promise.all([
    here.db.jobs.find({}).toArray(),
    here.runs(),
    models.jobRevisions.find({}).lean(),
    models.idempotencyKeys.find({}).lean(),
  ]);
  writeFileSync(file, JSON.stringify({ jobs, runs, revisions, keys }, null, 1));
  writeFileSync(`${file}.errors`, here.errors().join('\n'));
}

it(
  'two schedulers, three watchers and their Redis, under load and faults at random: each window has one verdict',
  async () => {
    const file = join(import.meta.dirname, '..', 'results', `soak-${engine()}-${seed}.log`);
    process.stdout.write(`${minutes} min of faults, --seed ${seed}; what was done when: ${file}\n`);
    const log = new FaultLog(file);
    const { wrong, facts } = await soak(here, seed, minutes * MINUTE_MS, log);
    for (const text of [JSON.stringify(facts), ...wrong]) log.note(text);
    if (wrong.length > 0) await keep(`${file}.dump`);
    process.stdout.write(`--seed ${seed}: ${JSON.stringify(facts)}\n`);
    expect(wrong, `--seed ${seed}, see ${file}`).toEqual([]);
  },
  (minutes + 6) * MINUTE_MS,
);
