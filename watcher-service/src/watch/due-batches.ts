import type { Id, JobDocument } from '@punctual/engine/database/documents';
import type { Materialiser } from '@punctual/engine/runs/materialiser';

const BATCH = 500;
/** Beside a full batch so many are taken that became due last: what follows a great many due at once is not behind them. */
const LATEST = 100;
/** After this many full batches the owners behind them are looked for, which reads all jobs that are due. */
const LOOK_EVERY = 10;
/** This many of those owners get their turn at a time. */
const BEHIND = 50;

type Due = Pick<Materialiser, 'due' | 'owners'>;

/**
 * Yields due jobs batch by batch, until there are no more; each batch has to be handled before the next is asked for.
 * The longest due come first. While there are more than fit into a batch, owners who are not among them get turns
 * beside them, so that none waits for another's thousands.
 * @param until what is due by then, asked anew for each batch: others become due meanwhile
 * @param postponed owners whose jobs have used up their steps, as they are between two batches
 */
export async function* dueBatches(
  jobs: Due,
  until: () => Date,
  shards?: number[],
  postponed: () => Id[] = () => [],
): AsyncGenerator<JobDocument[]> {
  for (let full = 0; ; full += 1) {
    const longest = await jobs.due(until(), BATCH, shards, { except: postponed() });
    const served = [...longest.map(({ ownerId }) => ownerId), ...postponed()];
    const behind = full % LOOK_EVERY === 1 ? await starvedOwners(jobs, until(), served, full, shards) : [];
    const latest =
      full > 0 ? await findLatest(jobs, until(), [...longest, ...behind], postponed(), shards) : [];
    const batch = [...latest, ...behind, ...longest];
    if (batch.length > 0) yield batch;
    if (longest.length < BATCH) return;
  }
}

/** Finds what became due last and is not among these. */
async function findLatest(jobs: Due, until: Date, taken: JobDocument[], except: Id[], shards?: number[]) {
  const ids = new Set(taken.map(({ _id }) => _id.toHexString()));
  const latest = await jobs.due(until, LATEST, shards, { except, latestFirst: true });
  return latest.filter(({ _id }) => !ids.has(_id.toHexString()));
}

async function starvedOwners(jobs: Due, until: Date, served: Id[], from: number, shards?: number[]) {
  const ids = new Set(served.map((owner) => owner.toHexString()));
  const owners = await jobs.owners(until, shards);
  const behind = owners.filter((owner) => !ids.has(owner.toHexString()));
  // Another part of them each time, if they are very many.
  const turn = [...behind.slice(from % behind.length), ...behind].slice(0, Math.min(BEHIND, behind.length));
  const share = Math.ceil(BATCH / turn.length);
  const shares = await Promise.all(turn.map((ownerId) => jobs.due(until, share, shards, { ownerId })));
  return shares.flat();
}
