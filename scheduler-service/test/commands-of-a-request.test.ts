import { Api, randomDatabaseUri } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { databaseAddress } from '@punctual/testing/backing/database-address';
import { startWireTap, type WireTap } from '@punctual/testing/backing/wire-tap';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

let tap: WireTap;
let api: Api;
beforeAll(async () => {
  tap = await startWireTap(inject('mongodbUri'));
  const name = new URL(randomDatabaseUri()).pathname.slice(1);
  api = new Api({ mongodbUri: databaseAddress(tap.uri, name) });
  await api.startWithCast();
});
afterAll(async () => {
  await api.drop();
  await tap.close();
});

it('to run a job now asks four commands of the database: two before a worker may have it, two beside that', async () => {
  const { id } = await created(api.ana, aJob({ schedule: { kind: 'interval', every: '10m' } }));
  tap.costs.clear();
  expect((await api.ana.post(`/users/jobs/${id}/run`)).status).toBe(202);
  // The watchdog asks by itself, whatever is requested.
  const ours = [...tap.costs].filter(([label]) => !/\{(enabled|status), /.test(label));
  const asked = ours.map(([label, { count }]) => `${count} × ${label.replace(/ \{.*/, '')}`);
  const about = asked.filter((label) => /(jobs|runs|audit)$/.test(label));
  expect(about.sort()).toEqual(['1 × find jobs', '1 × insert audit', '1 × insert runs', '1 × update jobs']);
});
