import type { RunDocument } from '@punctual/engine/database/documents';
import { busy, ON_DEMAND, somebody } from '@punctual/testing/watcher/busy-job';
import { mailingJob, useSurroundings } from '@punctual/testing/watcher/watcher';
import { beforeAll, describe, expect, it } from 'vitest';

const here = useSurroundings();
beforeAll(() => here.watch());

const arrive = async (more: Partial<RunDocument> = {}) =>
  here.arrive(await here.add(mailingJob(somebody(), ON_DEMAND)), more);
const startOf = ({ startedAt }: RunDocument) => startedAt?.getTime() ?? 0;
const endOf = ({ finishedAt }: RunDocument) => finishedAt?.getTime() ?? Number.POSITIVE_INFINITY;

describe('a run that has brought a worker down before', () => {
  it('begins when nothing else is under way, and what comes after it waits for its end', async () => {
    const { active, give } = await busy(here);
    const alone = await arrive({ crashCount: 1 });
    give();
    const later = await here.whenLike(await arrive(), { status: 'COMPLETED' });
    const first = await here.whenLike(active, { status: 'COMPLETED' });
    const crashed = await here.whenLike(alone, { status: 'COMPLETED', alone: true });
    expect(startOf(crashed)).toBeGreaterThanOrEqual(endOf(first));
    expect(startOf(later)).toBeGreaterThanOrEqual(endOf(crashed));
  });

  it('leaves the process to all others again, when it has ended', async () => {
    await here.whenLike(await arrive({ crashCount: 1 }), { status: 'COMPLETED' });
    const [ana, bob] = [await busy(here), await busy(here)];
    for (const { active, give } of [ana, bob]) {
      give();
      expect(await here.whenLike(active, { status: 'COMPLETED' })).toMatchObject({ alone: false });
    }
  });
});
