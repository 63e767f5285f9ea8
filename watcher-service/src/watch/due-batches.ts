import type { Materialiser } from '@punctual/shared/engine/materialiser';
import type { Id, JobDocument } from '@punctual/shared/store/documents';

const BATCH = 500;
/** So many owners get their turn in one batch. */
const OWNERS = 50;
/** After so many batches it is looked anew who is due. */
const TURNS = 10;

type Due = Pick<Materialiser, 'due' | 'owners'>;

/**
 * What is due, batch by batch, until there is no more; each batch has to be dealt with before the next is asked
 * for. The longest due come first; while there are more than fit into a batch, all owners get their turns, so
 * that nobody waits for another's thousands.
 * @param until what is due by then, asked anew for each batch: others become due meanwhile
 */
export async function* dueBatches(
  jobs: Due,
  until: () => Date,
  shards?: number[],
): AsyncGenerator<JobDocument[]> {
  for (;;) {
    const longest = await jobs.due(until(), BATCH, shards);
    if (longest.length > 0) yield longest;
    if (longest.length < BATCH) return;
    yield* ownersInTurn(jobs, until, shards);
  }
}

async function* ownersInTurn(jobs: Due, until: () => Date, shards?: number[]): AsyncGenerator<JobDocument[]> {
  let waiting = await jobs.owners(until(), shards);
  for (let turn = 0; turn < TURNS && waiting.length > 1; turn += 1) {
    const served = waiting.slice(0, OWNERS);
    const share = Math.ceil(BATCH / served.length);
    const shares = await Promise.all(served.map((owner: Id) => jobs.due(until(), share, shards, owner)));
    yield shares.flat();
    // Who has more comes again after those who are still to come.
    const more = served.filter((_, i) => shares[i]?.length === share);
    waiting = [...waiting.slice(OWNERS), ...more];
  }
}
