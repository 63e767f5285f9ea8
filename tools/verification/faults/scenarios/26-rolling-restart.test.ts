import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import { expect, it } from 'vitest';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const SECONDS = 10;
const PER_SECOND = 10;
const DRAIN_MS = 30_000;
const here = useStack();

async function drained(service: SpawnedService): Promise<void> {
  const since = Date.now();
  expect(await service.stop(DRAIN_MS)).toEqual({ code: 0, signal: null });
  expect(Date.now() - since).toBeLessThan(DRAIN_MS);
}

it('watchers replaced one after the other under load: each ends by itself, and each run has exactly one effect', async () => {
  let [first, second] = await Promise.all([here.watcher(), here.watcher()]);
  for (let s = 0; s < SECONDS; s += 1) await here.due(PER_SECOND, inSeconds(2 + s));
  await until(() => expect(here.sink.effects.length).toBeGreaterThanOrEqual(PER_SECOND));
  await drained(first);
  first = await here.watcher();
  await drained(second);
  second = await here.watcher();
  await here.settled();
  await Promise.all([drained(first), drained(second)]);
  expect(here.sink.effects).toHaveLength(SECONDS * PER_SECOND);
  expect(await here.runs()).toSatisfy((runs: { attempt: number }[]) =>
    runs.every(({ attempt }) => attempt === 1),
  );
  expect(await here.verdict()).toEqual([]);
});
