import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RUN_REASONS } from '@punctual/contracts/runs/run-status';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
/** Where runs are ended: not where reasons are typed or explained. */
const PRODUCERS = [
  'shared/engine/src/jobs',
  'shared/engine/src/runs',
  'watcher-service/src',
  'scheduler-service/src/accounts',
  'scheduler-service/src/jobs',
  'scheduler-service/src/runs',
];

const readSources = (folder: string): string[] =>
  readdirSync(ROOT + folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(`${ROOT}${folder}/${file}`, 'utf8'));

test('every reason that a run may have is given to some run: none has words alone', () => {
  const source = PRODUCERS.flatMap(readSources).join('\n');
  expect(RUN_REASONS.filter((reason) => !source.includes(`'${reason}'`))).toEqual([]);
});
