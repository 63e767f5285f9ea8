import type { Order } from '@punctual/shared/store/cursor';
import type { OutageDocument } from '@punctual/shared/store/documents';
import { Pages, type Walk } from '@punctual/shared/store/paging';
import { Types } from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/engine/database.ts';

const database = useDatabase();
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));
const BY_START: Order = { name: 'from', field: 'from', kind: 'time', direction: 1 };
/** So many rows are looked at for an answer. */
const LOOKED_AT = 4;

let pages: Pages<OutageDocument>;
beforeAll(async () => {
  pages = new Pages(database.models.outages, LOOKED_AT);
  // Every third of eleven is long.
  const rows = Array.from({ length: 11 }, (_, i) => ({
    _id: new Types.ObjectId(),
    from: at(i),
    to: at(i % 3 === 0 ? 60 : 30),
  }));
  await database.models.outages.collection.insertMany(rows);
});

const walk = (keep: object): Walk => ({ order: BY_START, within: {}, keep, hint: 'from' });
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
    const all = new Pages(database.models.outages, 100);
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
