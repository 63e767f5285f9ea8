import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtEntry } from '@punctual/start/system/paths';
import { startProcess } from '@punctual/start/system/processes';
import { afterAll, inject } from 'vitest';
import { type FakeClock, fakeClock, findFaketime } from './faketime.ts';

export interface ClockedMongo {
  uri: string;
  clock: FakeClock;
}

/** An embedded database whose clock a test sets; or why there is none. It ends with the tests of the file. */
export async function useClockedMongo(): Promise<ClockedMongo | { why: string }> {
  if (inject('mongodbKind') === 'external')
    return { why: 'the clock of a database that the tests did not start is not theirs to set' };
  const found = await findFaketime();
  if ('why' in found) return found;
  const folder = await mkdtemp(join(tmpdir(), 'punctual-clocked-'));
  const clock = fakeClock(found.library, folder);
  const mongo = startProcess({
    name: 'embedded-mongo',
    command: process.execPath,
    args: [builtEntry('tools/embedded-mongo'), '--data', folder, '--port', '0'],
    env: clock.env,
  });
  afterAll(async () => {
    await mongo.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const [, uri = ''] = await mongo.waitForLog(/listening on (mongodb:\/\/[^\s/]+)/);
  return { uri, clock };
}
