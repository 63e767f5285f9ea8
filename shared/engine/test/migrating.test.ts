import { useDatabase } from '@punctual/testing/engine/database';
import { expect, it } from 'vitest';
import { migrate } from '../src/database/migrations.ts';

const db = useDatabase();
const indexesOfRuns = async () => (await db.runs.indexes()).map(({ name }) => name).sort();

it('replaces the wider indexes of an earlier version, and may be repeated', async () => {
  const asNew = await indexesOfRuns();
  await db.runs.createIndex({ status: 1, dispatchAfter: 1 }, { name: 'dispatch' });
  await migrate(db.models);
  await migrate(db.models);
  expect(await indexesOfRuns()).toEqual(asNew);
});
