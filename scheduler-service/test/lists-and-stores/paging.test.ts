import type { JobDocument, OutageDocument } from '@punctual/engine/database/documents';
import { useDatabase } from '@punctual/testing/engine/database';
import { Types } from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../src/lists/cursor.ts';
import { readByIndexOrder } from '../../src/lists/index-order/index-order-reader.ts';
import type { ListQuery } from '../../src/lists/list-query.ts';
import type { CreateListReader } from '../../src/lists/list-reader.ts';
import { PageReader } from '../../src/lists/page-reader.ts';
import { RangeScanReader, readByRangeScan } from '../../src/lists/range-scan/range-scan-reader.ts';

const database = useDatabase();
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));
const BY_START: Order = { name: 'from', field: 'from', kind: 'time', direction: 1 };
/** The number of rows that are scanned for an answer. */
const SCAN_LIMIT = 4;

/** Both readers, the ranges of one of them as it cuts them by itself and short. */
const READERS: Record<string, CreateListReader> = {
  'in index order': readByIndexOrder,
  'as a whole range': readByRangeScan,
  'in short ranges': (collection, scanLimit) => new RangeScanReader(collection, scanLimit, 2),
};

beforeAll(async () => {
  // Every third of eleven is long.
  const rows = Array.from({ length: 11 }, (_, i) => ({
    _id: new Types.ObjectId(),
    from: at(i),
    to: at(i % 3 === 0 ? 60 : 30),
  }));
  await database.models.outages.collection.insertMany(rows);
});

const query = (residual: object): ListQuery => ({ order: BY_START, indexed: {}, residual, hint: 'from' });
const long = query({ to: at(60) });
const minutes = (rows: OutageDocument[]) => rows.map(({ from }) => from.getUTCMinutes());

describe.each(Object.entries(READERS))('a page read %s:', (_, createReader) => {
  let pages: PageReader<OutageDocument>;
  beforeAll(() => {
    pages = new PageReader(database.models.outages, createReader, SCAN_LIMIT);
  });

  it('holds the kept rows among those that are scanned, and leads on from the last that is scanned', async () => {
    const first = await pages.after(long, 10);
    expect(minutes(first.data)).toEqual([0, 3]);
    const second = await pages.after(long, 10, String(first.nextCursor));
    expect(minutes(second.data)).toEqual([6]);
  });

  it('is followed by others to the end of the list, each row once, though some are empty', async () => {
    const seen: number[] = [];
    let answers = 0;
    let cursor: string | undefined;
    do {
      const { data, nextCursor } = await pages.after(
        query({ to: at(60), from: { $gte: at(5) } }),
        10,
        cursor,
      );
      seen.push(...minutes(data));
      cursor = nextCursor ?? undefined;
      answers += 1;
    } while (cursor);
    expect(seen).toEqual([6, 9]);
    expect(answers).toBe(3);
  });

  it('is full where enough rows are found within the scan limit', async () => {
    const { data, nextCursor } = await pages.after(long, 1);
    expect(minutes(data)).toEqual([0]);
    expect(minutes((await pages.after(long, 1, String(nextCursor))).data)).toEqual([3]);
  });

  it('counts rows as far as they are scanned, and says that there are more', async () => {
    const { page } = await pages.read(long, { limit: 10 });
    expect(page).toMatchObject({ total: 2, totalIsCapped: true });
  });

  it('counts all rows where all are scanned', async () => {
    const all = new PageReader(database.models.outages, createReader, 100);
    expect((await all.read(long, { limit: 3 })).page).toEqual({
      number: 1,
      limit: 3,
      total: 4,
      totalIsCapped: false,
      pages: 2,
    });
  });

  it('without a filter has all its rows, however few may be scanned', async () => {
    expect((await pages.after(query({}), 10)).data).toHaveLength(10);
  });
});

describe.each(Object.entries(READERS))('a list read page by page %s:', (_, createReader) => {
  const now = Date.now();
  /** Instants that lie thick around now and thin far from it, with many equal. */
  const before = [-4e11, -1e9, -3_600_000, -60_000, -60_000, -60_000, -1];
  const instants = [...before, 0, 1, 2, 3, 60_000, 60_000, 3_600_000, 3_600_001, 1e9, 1e12];
  let jobs: PageReader<JobDocument>;
  let ids: string[];
  const ownerId = new Types.ObjectId();
  const listed = (kind: Order['kind'], direction: 1 | -1): ListQuery => ({
    order: { name: `${kind}${direction}`, field: kind === 'id' ? '_id' : 'nextRunAt', kind, direction },
    indexed: { ownerId },
    residual: {},
  });
  beforeAll(async () => {
    jobs = new PageReader(database.models.jobs, createReader, 100);
    const times = [...instants.map((ms) => new Date(now + ms)), null, null, null];
    const rows = times.map((nextRunAt) => ({ _id: new Types.ObjectId(), ownerId, nextRunAt }));
    ids = rows.map(({ _id }) => _id.toHexString());
    await database.models.jobs.collection.insertMany(rows);
  });
  const readAll = async (query: ListQuery, limit: number) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { data, nextCursor } = await jobs.after(query, limit, cursor);
      seen.push(...data.map(({ _id }) => _id.toHexString()));
      cursor = nextCursor ?? undefined;
    } while (cursor);
    return seen;
  };

  it.each([1, 3, 50])('by time it holds every row once and in order, %i at a time', async (limit) => {
    expect(await readAll(listed('time', 1), limit)).toEqual(ids);
  });

  it('by time backwards too, with the rows without a time last', async () => {
    const [timed, none] = [ids.slice(0, instants.length), ids.slice(instants.length)];
    expect(await readAll(listed('time', -1), 3)).toEqual([...timed.toReversed(), ...none.toReversed()]);
  });

  it.each([1, -1] as const)('by ids it does so in both directions: %i', async (direction) => {
    expect(await readAll(listed('id', direction), 4)).toEqual(direction === 1 ? ids : ids.toReversed());
  });

  it('pages by number hold the same rows', async () => {
    const seen: string[] = [];
    for (let page = 1; page <= 5; page++) {
      const { data } = await jobs.read(listed('time', 1), { limit: 4, page });
      seen.push(...data.map(({ _id }) => _id.toHexString()));
    }
    expect(seen).toEqual(ids);
  });
});
