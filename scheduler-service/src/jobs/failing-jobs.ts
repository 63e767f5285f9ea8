import { TOTAL_CAP } from '@punctual/contracts/api/limits';
import type { Id, JobDocument } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import type { mongo } from 'mongoose';
import { type Order, type Place, parseCursor } from '../lists/cursor.ts';
import type { CreateListReader } from '../lists/list-reader.ts';
import { cutPage, type Page, PageReader, type PageRequest } from '../lists/page-reader.ts';
import { NOT_RECOVERED, STOPPED } from './failing-filter.ts';

const LIVING = { deletedAt: null };

/**
 * Reads the failing jobs of all owners, however many jobs there are: from two indexes that hold nothing else, those
 * that have not recovered and those that Punctual has disabled. No job is in both.
 */
export class FailingJobs {
  readonly #models: Models;
  readonly #pages: PageReader<JobDocument>;

  constructor(models: Models, createReader: CreateListReader) {
    this.#models = models;
    this.#pages = new PageReader(models.jobs, createReader);
  }

  /** Lists a page in the order of their last runs; `residual` keeps some of them. */
  async list(
    { index: _, ...order }: Order & { index: string },
    residual: mongo.Document,
    { page: number = 1, limit, cursor }: PageRequest,
  ): Promise<Page<JobDocument>> {
    const skip = cursor === undefined ? (number - 1) * limit : 0;
    const place = cursor === undefined ? null : parseCursor(cursor, order);
    const query = { order, indexed: { ...NOT_RECOVERED, ...LIVING }, residual, hint: 'failures' };
    const [failed, stopped] = await Promise.all([
      // Of each part as many as there may be on this page and before it.
      this.#pages.read(query, { limit: skip + limit + 1, cursor }),
      this.#listStopped(residual),
    ]);
    const compare = comparing(order);
    const rows = [...failed.data, ...stopped.filter((job) => !place || compare(job, place) > 0)];
    const found = { rows: rows.sort(compare).slice(skip, skip + limit + 1), stoppedAt: null };
    const total = Math.min(TOTAL_CAP, (failed.page?.total ?? 0) + stopped.length);
    const totalIsCapped = failed.page?.totalIsCapped === true || total === TOTAL_CAP;
    const counted = { number, limit, total, totalIsCapped, pages: Math.ceil(total / limit) };
    return { ...cutPage(found, limit, order), page: failed.page && counted };
  }

  /** Counts the failing jobs of each owner who has any, by the owner's id, up to TOTAL_CAP in all. */
  async countByOwner(): Promise<Map<string, number>> {
    const parts = await Promise.all([
      this.#group({ ...NOT_RECOVERED, ...LIVING }, 'failures'),
      this.#group({ ...STOPPED, ...LIVING }, 'stopped_for'),
    ]);
    const counts = new Map<string, number>();
    for (const { _id, jobs } of parts.flat()) {
      const owner = _id.toHexString();
      counts.set(owner, (counts.get(owner) ?? 0) + jobs);
    }
    return counts;
  }

  #group(match: mongo.Document, hint: string): Promise<{ _id: Id; jobs: number }[]> {
    const pipeline = [
      { $match: match },
      { $limit: TOTAL_CAP },
      { $group: { _id: '$ownerId', jobs: { $sum: 1 } } },
    ];
    return this.#models.jobs.collection.aggregate<{ _id: Id; jobs: number }>(pipeline, { hint }).toArray();
  }

  #listStopped(residual: mongo.Document): Promise<JobDocument[]> {
    const match = { $and: [{ ...STOPPED, ...LIVING }, residual] };
    return this.#models.jobs.collection
      .find<JobDocument>(match, { hint: 'stopped_for' })
      .limit(TOTAL_CAP)
      .toArray();
  }
}

/** Compares jobs and places by the end of the last run, then by id; those without one come last both ways. */
function comparing({ direction }: Order) {
  return (a: JobDocument | Place, b: JobDocument | Place): number => {
    const [atA, atB] = [endOf(a), endOf(b)];
    if (atA !== atB) return atA === null ? 1 : atB === null ? -1 : (atA - atB) * direction;
    const [idA, idB] = [idOf(a).toHexString(), idOf(b).toHexString()];
    return idA === idB ? 0 : idA < idB ? -direction : direction;
  };
}

const endOf = (row: JobDocument | Place): number | null =>
  ('value' in row ? (row.value as Date | null) : (row.lastRun?.finishedAt ?? null))?.getTime() ?? null;

const idOf = (row: JobDocument | Place): Id => ('value' in row ? row.id : row._id);
