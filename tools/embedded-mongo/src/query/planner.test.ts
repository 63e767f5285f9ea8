import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, ObjectId, serialize } from 'bson';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createIndexes } from '../commands/indexes.ts';
import { insert } from '../commands/insert.ts';
import { openEngine } from '../engine.ts';
import { compileFilter } from './filter.ts';
import { select } from './select.ts';
import { parseSort, sortBy, sortKey } from './sort.ts';

const directory = mkdtempSync(join(tmpdir(), 'planner-'));
const engine = openEngine(directory);
afterAll(async () => {
  await engine.store.close();
  rmSync(directory, { recursive: true });
});

const LONG = 'y'.repeat(300);
const id = (n: number) => new ObjectId(n.toString(16).padStart(24, '0'));
const values = [
  null,
  -1.5,
  0,
  1,
  2,
  10,
  '',
  'a',
  'b',
  `${LONG}1`,
  `${LONG}2`,
  new Date(0),
  new Date(5),
  id(1),
  id(2),
  true,
  false,
];
const value = fc.constantFrom(...values);
const present = (arbitrary: fc.Arbitrary<unknown>) => fc.option(arbitrary, { nil: undefined, freq: 5 });
const document = fc
  .record({
    a: present(value),
    b: present(value),
    c: present(fc.oneof(value, fc.array(value, { maxLength: 3 }))),
    open: fc.boolean(),
  })
  .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)));

const ordered = value.filter((v) => v !== null);
const condition = fc.oneof(
  value,
  value.map(($eq) => ({ $eq })),
  fc.array(value, { maxLength: 4 }).map(($in) => ({ $in })),
  ordered.map(($gt) => ({ $gt })),
  ordered.map(($lte) => ({ $lte })),
  fc.tuple(ordered, ordered).map(([$gte, $lt]) => ({ $gte, $lt })),
  value.map(($ne) => ({ $ne })),
  fc.boolean().map(($exists) => ({ $exists })),
);
const filter = fc
  .record({ a: condition, b: condition, c: condition, open: fc.boolean() }, { requiredKeys: [] })
  .chain((flat) => fc.constantFrom<Document>(flat, { $and: [flat, {}] }));
const direction = fc.constantFrom(1, -1);
const fields = (...names: string[]) =>
  fc.subarray(names, { minLength: 1 }).chain((some) => fc.shuffledSubarray(some, { minLength: some.length }));
const pattern = (names: fc.Arbitrary<string[]>) =>
  names.chain((some) =>
    fc
      .tuple(...some.map(() => direction))
      .map((ways) => Object.fromEntries(some.map((name, i) => [name, ways[i]]))),
  );
const options = fc.constantFrom<Document>(
  {},
  {},
  { partialFilterExpression: { open: true } },
  { partialFilterExpression: { a: { $gt: 0 } } },
  { partialFilterExpression: { b: { $exists: true } } },
  { sparse: true },
);
const index = fc.tuple(pattern(fields('a', 'b', 'c')), options).map(([key, rest]) => ({ key, ...rest }));
const sort = fc.oneof(fc.constant({}), pattern(fields('a', 'b', 'c', '_id')));

let collections = 0;

function fill(documents: Document[], indexes: Document[]) {
  const name = `c${++collections}`;
  const call = { engine, db: 'test', connectionId: 1, now: new Date() };
  const raw = documents.map((fieldsOf, _id) => serialize({ _id, ...fieldsOf }));
  const specs = indexes.map((spec, i) => ({ ...spec, name: `i${i}` }));
  const differing = specs.filter(
    ({ key }: Document, i) =>
      specs.findIndex((other: Document) => JSON.stringify(other.key) === JSON.stringify(key)) === i,
  );
  createIndexes({ ...call, command: { createIndexes: name, indexes: differing }, lists: new Map() });
  insert({ ...call, command: { insert: name }, lists: new Map([['documents', raw]]) });
  return engine.catalog.find('test', name);
}

describe('a planned query', () => {
  test('gives what looking at every document would, in the same order', () => {
    const ways = new Set<string>();
    const query = fc.record({
      documents: fc.array(document, { maxLength: 25 }),
      indexes: fc.array(index, { maxLength: 3 }),
      filter,
      sort,
      limit: fc.nat(6),
    });
    fc.assert(
      fc.property(query, ({ documents, indexes, filter: asked, sort: order, limit }) => {
        const collection = fill(documents, indexes);
        const bySort = parseSort(order);
        const { found, plan } = select(engine, collection, { filter: asked, sort: bySort, limit, skip: 0 });
        ways.add(
          `${plan?.index ? 'index' : 'scan'} ${plan?.sorted ? 'sorted' : ''} ${plan?.merge ? 'merged' : ''}`,
        );
        const matches = compileFilter(asked);
        const expected = sortBy(
          documents.map((fieldsOf, _id) => ({ _id, ...fieldsOf })).filter(matches),
          bySort,
          (d) => d,
        );
        expect(found.every((item) => matches(item.document))).toBe(true);
        expect(new Set(found.map((item) => item.document._id)).size).toBe(found.length);
        expect(found).toHaveLength(limit ? Math.min(limit, expected.length) : expected.length);
        const keys = (some: Document[]) =>
          some.map((one) => (bySort.length ? sortKey(one, bySort).toString('hex') : ''));
        expect(keys(found.map((item) => item.document))).toEqual(keys(expected.slice(0, found.length)));
      }),
      { numRuns: 300 },
    );
    expect(ways.size).toBeGreaterThanOrEqual(4);
  }, 60_000);
});
