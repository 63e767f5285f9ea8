import { describe, expect, it } from 'vitest';
import { inSeconds, useStack } from '../stack/stack.ts';
import { command } from '../stack/tcp-proxy.ts';

const here = useStack();

describe('the connection to MongoDB breaks after a write was applied, before its answer', () => {
  it.each([
    ['recording a run', command('insert', 'runs', 'scheduledFor')],
    ['moving the job on', command('update', 'jobs', 'nextOccurrence')],
    ['starting a run', command('findAndModify', 'runs', 'startToken', 'RUNNING')],
    ['ending a run', command('update', 'runs', 'finishedAt', 'COMPLETED')],
  ])('%s: the write recognises itself; one run, one start, one effect', async (_, matches) => {
    const { link, env } = await here.linkToMongo();
    await here.watcher(env);
    const lost = link.loseAnswerTo(matches);
    await here.due(1, inSeconds(3));
    await lost;
    await here.settled();
    expect(await here.run()).toMatchObject({ status: 'COMPLETED', attempt: 1, fence: 1, crashCount: 0 });
    expect(here.sink.effects).toHaveLength(1);
    expect(await here.verdict()).toEqual([]);
  });
});
