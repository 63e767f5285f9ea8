import { databaseAddress } from '@punctual/testing/backing/database-address';
import { startWireTap, type WireTap } from '@punctual/testing/backing/wire-tap';
import { aJob } from '@punctual/testing/engine/documents';
import { until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

let tap: WireTap;
beforeAll(async () => {
  tap = await startWireTap(inject('mongodbUri'));
});
// Asked for first, it is closed last: the watchers end before it.
afterAll(() => tap.close());
const here = useSurroundings();

/** Lists what is asked of the database about single jobs and runs, past what watching and recovery ask of all. */
const commands = () =>
  [...tap.costs].flatMap(([label, { count }]) =>
    /^\w+ (jobs|runs) .*_id/.test(label) ? [`${count} × ${label.replace(/ \{.*/, '')}`] : [],
  );

it('a run that comes alone asks five commands of the database, from its start until its job shows its end', async () => {
  const name = new URL(here.db.uri).pathname.slice(1);
  await here.watch({ MONGODB_URI: databaseAddress(tap.uri, name) });
  const run = await here.arrive(await here.add(aJob()));
  await until(async () =>
    expect(await here.db.runs.findOne({ _id: run._id })).toMatchObject({ settled: true }),
  );
  await until(() =>
    expect(commands().sort()).toEqual([
      '1 × findAndModify jobs', // takes the lock of its job, and reads that
      '1 × findAndModify runs', // takes the run, and reads it
      '1 × update jobs', // shows its end
      '1 × update runs', // ends it
      '1 × update runs', // marks that its job shows that
    ]),
  );
});
