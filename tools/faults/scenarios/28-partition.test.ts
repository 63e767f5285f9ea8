import { describe, expect, it } from 'vitest';
import { inSeconds, useStack } from '../rig/stack.ts';

const here = useStack();

describe('a worker cut off', () => {
  it('from Redis alone ends what is under way and records it', async () => {
    const { link, env } = await here.linkToRedis();
    await here.watcher(env);
    here.sink.hold();
    await here.due(1, inSeconds(2));
    await here.effects(1);
    await link.set('refuse');
    here.sink.release();
    await here.settled();
    expect(await here.run()).toMatchObject({ status: 'COMPLETED', attempt: 1, fence: 1 });
    expect(await here.verdict()).toEqual([]);
  });
});
