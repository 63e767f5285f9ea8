import type { JobDocument, OutageDocument } from '@punctual/engine/database/documents';
import { useDatabase } from '@punctual/testing/engine/database';
import { Types } from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../src/lists/cursor.ts';
import type { ListQuery } from '../../src/lists/list-query.ts';
import { PageReader } from '../../src/lists/page-reader.ts';

const database = useDatabase();
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));
const BY_START: Order = { name: 'from', field: 'from', kind: 'time', direction: 1 };
/** So many rows are looked at for an answer. */
const LOOKED_AT = 4;

let pages: PageReader<OutageDocument>;
beforeAll(async () => {
  pages = new PageReader(database.models.outages, LOOKED_AT);
  // Every third of eleven is long.
  const rows = Array.from({ length: 11 }, (_, i) => ({
    _id: new Types.ObjectId(),
    from: at(i),
    to: at(i % 3 === 0 ? 60 : 30),
  }));
  await database.models.outages.collection.insertMany(rows);
});

const walk = (residual: object): ListQuery => ({ order: BY_START, indexed: {}, residual, hint: 'from' });
const long = walk({ to: at(60) });
const minutes = (rows: OutageDocument[]) => rows.map(({ from }) => from.getUTCMinutes());

describe('a list of which few rows are to be kept', () => {
  it('holds those among the rows that are looked at, and leads on from the last of these', async () => {
    const first = await pages.after(long, 10);
    expect(minutes(first.data)).toEqual([0, 3]);
    const second = await pages.after(long, 10, String(first.nextCursor));
    expect(minutes(second.data)).toEqual([6]);
  });

  it('comes to its end, each row once, though some answers hold none', async () => {
    const seen: number[] = [];
    let answers = 0;
    let cursor: string | undefined;
    do {
      const { data, nextCursor } = await pages.after(walk({ to: at(60), from: { $gte: at(5) } }), 10, cursor);
      seen.push(...minutes(data));
      cursor = nextCursor ?? undefined;
      answers += 1;
    } while (cursor);
    expect(seen).toEqual([6, 9]);
    expect(answers).toBe(3);
  });

  it('fills a page where enough are found in time', async () => {
    const { data, nextCursor } = await pages.after(long, 1);
    expect(minutes(data)).toEqual([0]);
    expect(minutes((await pages.after(long, 1, String(nextCursor))).data)).toEqual([3]);
  });

  it('is counted as far as is looked, and says so', async () => {
    const { page } = await pages.read(long, { limit: 10 });
    expect(page).toMatchObject({ total: 2, totalIsCapped: true });
  });

  it('is counted whole where all rows are looked at', async () => {
    const all = new PageReader(database.models.outages, 100);
    expect((await all.read(long, { limit: 3 })).page).toEqual({
      ...{ number: 1, limit: 3, total: 4, totalIsCapped: false, pages: 2 },
    });
  });
});

describe('a list of which all rows are kept', () => {
  it('is no shorter for it', async () => {
    expect((await pages.after(walk({}), 10)).data).toHaveLength(10);
  });
});

describe('a list that is read in slices', () => {
  const now = Date.now();
  /** Thick around now, thin far from it, with many at one instant, and some without any. */
  const instants = [
    ...[-4e11, -1e9, -3_600_000, -60_000, -60_000, -60_000, -1, 0, 1, 2, 3],
    ...[60_000, 60_000, 3_600_000, 3_600_001, 1e9, 1e12],
  ];
  let jobs: PageReader<JobDocument>;
  let ids: string[];
  const ownerId = new Types.ObjectId();
  const listed = (kind: Order['kind'], direction: 1 | -1): ListQuery => ({
    order: { name: `${kind}${direction}`, field: kind === 'id' ? '_id' : 'nextRunAt', kind, direction },
    indexed: { ownerId },
    residual: {},
  });
  beforeAll(async () => {
    jobs = new PageReader(database.models.jobs, 100, 2);
    const times = [...instants.map((ms) => new Date(now + ms)), null, null, null];
    const rows = times.map((nextRunAt) => ({ _id: new Types.ObjectId(), ownerId, nextRunAt }));
    ids = rows.map(({ _id }) => _id.toHexString());
    await database.models.jobs.collection.insertMany(rows);
  });
  const walked = async (walk: ListQuery, limit: number) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { data, nextCursor } = await jobs.after(walk, limit, cursor);
      seen.push(...data.map(({ _id }) => _id.toHexString()));
      cursor = nextCursor ?? undefined;
    } while (cursor);
    return seen;
  };

  it.each([1, 3, 50])('by time holds every row once and in order, %i at a time', async (limit) => {
    expect(await walked(listed('time', 1), limit)).toEqual(ids);
  });

  it('by time backwards too, what has none still last', async () => {
    const [timed, none] = [ids.slice(0, instants.length), ids.slice(instants.length)];
    expect(await walked(listed('time', -1), 3)).toEqual([...timed.toReversed(), ...none.toReversed()]);
  });

  it.each([1, -1] as const)('by ids, in both directions: %i', async (direction) => {
    expect(await walked(listed('id', direction), 4)).toEqual(direction === 1 ? ids : ids.toReversed());
  });

  it('has pages of the same rows', async () => {
    const seen: string[] = [];
    for (let page = 1; page <= 5; page++) {
      const { data } = await jobs.read(listed('time', 1), { limit: 4, page });
      seen.push(...data.map(({ _id }) => _id.toHexString()));
    }
    expect(seen).toEqual(ids);
  });
});
