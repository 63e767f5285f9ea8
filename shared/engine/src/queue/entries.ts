import type { BulkJobOptions } from 'bullmq';
import type { RunDocument } from '../database/documents.ts';
import { inBatches } from '../platform/in-batches.ts';
import { contextOf } from '../telemetry/tracing.ts';
import { type ChunkEntry, chunkId, entryId, type QueuedRun, type QueueEntry } from './queue.ts';

interface NewEntry<Data> {
  name: string;
  data: Data;
  opts: BulkJobOptions;
}

/** An entry is a hint: what became of it is in the records of its runs, and nothing of it is kept. */
const ONCE = { attempts: 1, removeOnComplete: true, removeOnFail: true };

/** Ranks an entry. Without a priority it goes before all that have one: those of owners who have many. */
const rank = (isOfMany: boolean) => (isOfMany ? { priority: 1 } : {});

/** Builds the entry of one run. */
export function toEntry(run: RunDocument, isOfMany: boolean): NewEntry<QueueEntry> {
  const data = { ...toQueued(run), dueAt: run.nextAttemptAt.getTime() };
  return { name: 'run', data, opts: { ...ONCE, ...rank(isOfMany), jobId: idOf(run) } };
}

/** Builds entries that each name up to `size` of these runs, in their order. */
export function toChunks(runs: RunDocument[], size: number, areOfMany: boolean): NewEntry<ChunkEntry>[] {
  return inBatches(runs, size).map((chunk) => {
    const due = chunk.map(({ nextAttemptAt }) => nextAttemptAt.getTime());
    const data = { runs: chunk.map(toQueued), dueAt: Math.min(...due), lastDueAt: Math.max(...due) };
    const jobId = chunkId(idOf(chunk[0] as RunDocument), chunk.length);
    return { name: 'chunk', data, opts: { ...ONCE, ...rank(areOfMany), jobId } };
  });
}

const idOf = ({ _id, fence }: RunDocument): string => entryId(_id.toHexString(), fence);

function toQueued(run: RunDocument): QueuedRun {
  const context = contextOf(run);
  const trace = context ? { trace: context } : {};
  return { runId: run._id.toHexString(), ownerId: run.ownerId.toHexString(), ...trace };
}
