import { call } from '@punctual/contracts/api/client';
import { importJobs } from '@punctual/contracts/api/job-import-contract';
import type { JobDocument } from '@punctual/engine/database/documents';
import { Types } from 'mongoose';
import type { Site } from '../../support/measuring/site.ts';
import { atLeast } from '../report/finding.ts';
import { series } from '../report/format.ts';
import { type Account, openAccount } from '../support/account.ts';
import type { Row } from './row.ts';

/** About as many as fit into a body of 100 kB. */
const PER_REQUEST = 400;
/** Requests under way of a client that does not wait for an answer before it sends the next. */
const SIDE_BY_SIDE = 2;
const YEAR_MS = 365 * 86_400_000;

/** Jobs made by the import of the API, over the same documents put straight into the same collection. */
export const row13: Row = {
  number: 13,
  title: 'bulk creation over raw insertMany',
  async measure(bench) {
    const requests = bench.count(20, 6);
    const [ours, raw]: [number[], number[]] = [[], []];
    for (let round = 0; round < bench.rounds; round += 1) {
      bench.say(`round ${round + 1} of ${bench.rounds}: ${requests * PER_REQUEST} jobs each way`);
      const site = await bench.openSite();
      try {
        const account = await openAccount((await site.startScheduler()).url, 0);
        await importAll(account, SIDE_BY_SIDE);
        ours.push(await perSecond(requests, () => importAll(account, requests)));
        raw.push(await perSecond(requests, await insertionOf(site, requests)));
      } finally {
        await site.close();
      }
    }
    return [
      {
        ...{
          row: 13,
          what: 'bulk creation through the API over raw insertMany',
          budget: atLeast(0.2, '≥ 0.2 ×'),
        },
        ...{ values: ours.map((one, i) => one / (raw[i] ?? Number.NaN)), unit: '×' },
        rival: `${series(ours, '/s')} of ${series(raw, '/s')} into the same collection, with its indexes`,
      },
    ];
  },
};

async function perSecond(requests: number, make: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await make();
  return (requests * PER_REQUEST * 1_000) / (performance.now() - startedAt);
}

async function importAll({ fetch }: Account, requests: number): Promise<void> {
  const at = new Date(Date.now() + YEAR_MS).toISOString();
  const draft = { name: 'Bench', task: { type: 'log' }, schedule: { kind: 'once', at } } as const;
  const body = { jobs: Array.from({ length: PER_REQUEST }, () => draft) };
  let left = requests;
  const send = async () => {
    while (left-- > 0) await call(fetch, importJobs, { body });
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, send));
}

/** Inserts copies, with new ids, of the jobs that were just created. */
async function insertionOf({ collections }: Site, requests: number): Promise<() => Promise<unknown>> {
  const made = await collections.jobs.find().limit(PER_REQUEST).toArray();
  const batches = Array.from({ length: requests }, () =>
    made.map((job): JobDocument => ({ ...job, _id: new Types.ObjectId() })),
  );
  return async () => {
    for (const batch of batches) await collections.jobs.insertMany(batch, { ordered: false });
  };
}
