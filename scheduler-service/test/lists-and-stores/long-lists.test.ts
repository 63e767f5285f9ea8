import type { JobDocument } from '@punctual/engine/database/documents';
import { useDatabase } from '@punctual/testing/engine/database';
import fc from 'fast-check';
import { Types } from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../src/lists/cursor.ts';
import { readByIndexOrder } from '../../src/lists/index-order/index-order-reader.ts';
import type { ListQuery } from '../../src/lists/list-query.ts';
import type { CreateListReader } from '../../src/lists/list-reader.ts';
import { PageReader } from '../../src/lists/page-reader.ts';
import { RangeScanReader } from '../../src/lists/range-scan/range-scan-reader.ts';

const database = useDatabase();
/** Each law reads a list some hundred times. */
const LAW_TIMEOUT_MS = 60_000;
const now = Date.now();
const ownerId = new Types.ObjectId();
const indexed = { ownerId, deletedAt: null };

interface Row {
  _id: Types.ObjectId;
  nextRunAt: Date | null;
  name: string;
  status: string;
}

let made = 0;
/** Makes a row in some second: the later, the higher its id. */
function row(second: number, name: string, nextRunAt: number | null): Row {
  made += 1;
  const id = Types.ObjectId.createFromTime(Math.floor(now / 1_000) + second).toHexString();
  return {
    _id: new Types.ObjectId(id.slice(0, 16) + made.toString(16).padStart(8, '0')),
    name,
    nextRunAt: nextRunAt === null ? null : new Date(now + nextRunAt),
    status: made % 3 === 0 ? 'PAUSED' : 'ACTIVE',
  };
}

/** Many rows in one second, at one instant and of one name, and others far from them. */
const rows = [
  ...Array.from({ length: 9 }, (_, i) => row(0, 'Backup', i % 2 === 0 ? 60_000 : 5_000 + i)),
  ...Array.from({ length: 6 }, (_, i) => row(i < 4 ? 1 : -86_400 * i, `Backup ${i % 2}`, 60_000)),
  ...['', 'B', 'Backu', 'Backup\u0001', 'backup', 'Übung', '数据', '\u{1f600}'].map((name, i) =>
    row(3_600 * i, name, i % 3 === 0 ? null : 10 ** i),
  ),
];

const FIELDS = {
  id: { field: '_id', hint: 'own_age' },
  time: { field: 'nextRunAt', hint: 'own_next' },
  text: { field: 'name', hint: 'own_name' },
} as const;

function queryBy(kind: Order['kind'], direction: 1 | -1, residual = {}): ListQuery {
  const { field, hint } = FIELDS[kind];
  return { order: { name: `${kind}${direction}`, field, kind, direction }, indexed, residual, hint };
}

const bytesOf = ({ name }: Row) => Buffer.from(name).toString('hex');
const VALUES = { id: () => '', time: (one: Row) => one.nextRunAt?.getTime() ?? null, text: bytesOf };

/** Computes the ids of these rows in the order of the list: those without a value last. */
function inOrder(of: Row[], kind: Order['kind'], direction: 1 | -1): string[] {
  const value = VALUES[kind];
  const compare = <T>(a: T, b: T) => (a < b ? -direction : a > b ? direction : 0);
  const byBoth = (a: Row, b: Row) => {
    const [one, other] = [value(a), value(b)];
    if ((one === null) !== (other === null)) return one === null ? 1 : -1;
    return compare(one ?? 0, other ?? 0) || compare(a._id.toHexString(), b._id.toHexString());
  };
  return of.toSorted(byBoth).map(({ _id }) => _id.toHexString());
}

async function readAll(pages: PageReader<JobDocument>, query: ListQuery, limit: number): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { data, nextCursor } = await pages.after(query, limit, cursor);
    seen.push(...data.map(({ _id }) => _id.toHexString()));
    cursor = nextCursor ?? undefined;
  } while (cursor);
  return seen;
}

const insert = (of: Row[]) =>
  database.models.jobs.collection.insertMany(
    of.map((one) => ({ ...one, ...indexed }) as unknown as JobDocument),
  );

beforeAll(async () => {
  await insert(rows);
});

/** Both readers; the size of ranges is of use to one of them. */
const READERS: Record<string, (rangeSize: number) => CreateListReader> = {
  'in index order': () => readByIndexOrder,
  'in ranges': (rangeSize) => (collection, scanLimit) =>
    new RangeScanReader(collection, scanLimit, rangeSize),
};

describe.each(Object.entries(READERS))('a long list that is read %s:', (_, readerOf) => {
  const kinds = fc.constantFrom('id', 'time', 'text');
  const directions = fc.constantFrom(1 as const, -1 as const);

  it(
    'holds every row once and in order, whatever the size of ranges and pages',
    async () => {
      const sizes = fc.integer({ min: 1, max: 4 });
      const law = async (kind: Order['kind'], direction: 1 | -1, size: number, limit: number) => {
        const pages = new PageReader(database.models.jobs, readerOf(size), 100);
        expect(await readAll(pages, queryBy(kind, direction), limit)).toEqual(inOrder(rows, kind, direction));
      };
      const limits = fc.integer({ min: 1, max: 12 });
      await fc.assert(fc.asyncProperty(kinds, directions, sizes, limits, law), { numRuns: 20 });
    },
    LAW_TIMEOUT_MS,
  );

  it(
    'holds every row that its filter keeps, however few rows one answer may scan',
    async () => {
      const kept = rows.filter(({ status }) => status === 'PAUSED');
      const law = async (kind: Order['kind'], direction: 1 | -1, scanLimit: number) => {
        const pages = new PageReader(database.models.jobs, readerOf(2), scanLimit);
        const query = queryBy(kind, direction, { status: 'PAUSED' });
        expect(await readAll(pages, query, 3)).toEqual(inOrder(kept, kind, direction));
      };
      const scanLimits = fc.integer({ min: 2, max: 8 });
      await fc.assert(fc.asyncProperty(kinds, directions, scanLimits, law), { numRuns: 20 });
    },
    LAW_TIMEOUT_MS,
  );

  it.each([1, -1] as const)(
    'in the order of texts holds rows that came after it was read: %i',
    async (direction) => {
      const pages = new PageReader(database.models.jobs, readerOf(2), 100);
      await readAll(pages, queryBy('text', direction), 10);
      const others = ['Backup', 'Backup 0', 'Backup 00', 'C', 'C', 'C', 'C'].map((name) => row(9, name, 1));
      await insert(others);
      const seen = await readAll(pages, queryBy('text', direction), 3);
      const { collection } = database.models.jobs;
      await collection.deleteMany({ _id: { $in: others.map(({ _id }) => _id) } });
      expect(seen).toEqual(inOrder([...rows, ...others], 'text', direction));
    },
  );
});
