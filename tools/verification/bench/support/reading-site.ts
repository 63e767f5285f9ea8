import { Types } from 'mongoose';
import type { Bench } from '../../support/measuring/bench.ts';
import { startBareApi } from '../rivals/bare-api.ts';
import { openAccount } from './account.ts';
import { Reader } from './reader.ts';
import { seedPending } from './seeding.ts';

/** Somebody with many jobs, who reads them through our API and through a bare one, from one database. */
export interface ReadingSite {
  ours: Reader;
  bare: Reader;
  /** The path of a job that was not read for long. */
  fresh(): string;
  /** The path of one of a few that are read again and again. */
  known(): string;
  close(): Promise<void>;
}

const KNOWN = 20;
const WARM_UP = 400;

/** @param jobs how many; the fresh ones come round again after so many readings */
export async function openReadingSite(bench: Bench, jobs: number): Promise<ReadingSite> {
  const site = await bench.openSite();
  const [{ url }, rival] = await Promise.all([site.startScheduler(), startBareApi(site)]);
  const account = await openAccount(url, 0);
  bench.say(`seeding ${jobs} jobs`);
  await seedPending(site.collections, jobs, bench.say, [new Types.ObjectId(account.id)]);
  const all = await site.collections.jobs.find({}, { projection: { _id: 1 } }).toArray();
  const paths = all.map(({ _id }) => `/users/jobs/${_id.toHexString()}`);
  const [ours, bare] = [url, rival.url].map((each) => new Reader(each, account.token)) as [Reader, Reader];
  const [known, fresh] = [inTurn(paths.slice(0, KNOWN)), inTurn(paths.slice(KNOWN))];
  for (const reader of [ours, bare]) for (let i = 0; i < WARM_UP; i += 1) await reader.get(known());
  const close = async () => {
    await Promise.all([ours.close(), bare.close()]);
    await rival.stop();
    await site.close();
  };
  return { ours, bare, fresh, known, close };
}

function inTurn(paths: string[]): () => string {
  let next = 0;
  return () => paths[next++ % paths.length] as string;
}
