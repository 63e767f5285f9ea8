import { expect, it } from 'vitest';
import { chooseListReader, type EngineInfo } from './choose-list-reader.ts';
import { readByIndexOrder } from './index-order/index-order-reader.ts';
import { readByRangeScan } from './range-scan/range-scan-reader.ts';

/** Answers to `buildInfo`, as far as they tell engines apart. */
const ORDERED: Record<string, EngineInfo> = {
  'MongoDB 7': { storageEngines: ['devnull', 'wiredTiger'] },
  'MongoDB 8 in memory': { storageEngines: ['devnull', 'inMemory', 'queryable_wt', 'wiredTiger'] },
  'the embedded database': { storageEngines: ['lmdb'] },
};
const UNORDERED: Record<string, EngineInfo> = {
  'DocumentDB, which names no storage engine': {},
  'an engine that is not known': { storageEngines: ['postgresql'] },
};

it.each(Object.entries(ORDERED))(
  'choice of a list reader: %s is read in the order of its indexes',
  (_, info) => {
    expect(chooseListReader(info)).toBe(readByIndexOrder);
  },
);

it.each(Object.entries(UNORDERED))('choice of a list reader: %s is read in ranges', (_, info) => {
  expect(chooseListReader(info)).toBe(readByRangeScan);
});
