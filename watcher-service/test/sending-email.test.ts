import type { JobDocument } from '@punctual/engine/database/documents';
import { anEmail, once } from '@punctual/testing/engine/documents';
import { HeldTimeouts } from '@punctual/testing/watcher/held-timeouts';
import { UNKNOWN } from '@punctual/testing/watcher/scripted-smtp';
import { inSeconds, mailingJob, until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { beforeAll, describe, expect, it } from 'vitest';

const here = useSurroundings();
const timeouts = new HeldTimeouts();
beforeAll(() => here.watch({}, { timer: timeouts.timer }));
/** An address that no other test uses. */
let people = 0;
const somebody = () => `person-${++people}@example.com`;

describe.concurrent('an email job that is due', () => {
  it('is sent once, on time, and recorded', async () => {
    const due = inSeconds(2.5);
    const to = somebody();
    const job = await here.add(mailingJob(to, { schedule: once(due) }));
    const run = await here.whenRun(job, 'COMPLETED');
    expect(run).toMatchObject({ scheduledFor: due, dueAt: due, attempt: 1, trigger: 'schedule' });
    expect(run.startedAt?.getTime()).toBeGreaterThanOrEqual(due.getTime());
    expect(run.finishedAt?.getTime()).toBeGreaterThanOrEqual(run.startedAt?.getTime() ?? Infinity);
    expect(run.lateness).toBe((run.startedAt?.getTime() ?? 0) - due.getTime());
    expect(run.lateness).toBeLessThan(1_000);
    expect(run.attempts).toMatchObject([{ outcome: 'COMPLETED', code: 250, response: '250 accepted' }]);
    expect(here.smtp.for(to)).toHaveLength(1);
  });

  it('is COMPLETED afterwards, with its last run and its count', async () => {
    const job = await here.add(mailingJob(somebody()));
    const run = await here.whenRun(job, 'COMPLETED');
    await here.whenJob(job, {
      status: 'COMPLETED',
      active: null,
      nextRunAt: null,
      lastRun: { id: run._id, status: 'COMPLETED', lateness: run.lateness },
      counts: { total: 1, completed: 1 },
    });
  });

  it('carries the id of its run, so that a repetition can be recognised', async () => {
    const to = somebody();
    const run = await here.whenRun(await here.add(mailingJob(to)), 'COMPLETED');
    expect(here.smtp.for(to)[0]?.messageId).toContain(run._id.toHexString());
  });

  it('says that a machine sent it, so that no machine answers', async () => {
    const to = somebody();
    await here.whenRun(await here.add(mailingJob(to)), 'COMPLETED');
    expect(here.smtp.for(to)[0]?.autoSubmitted).toBe('auto-generated');
  });
});

describe.concurrent('a mail server that', () => {
  it('cannot carry a letter beyond ASCII is sent nothing, and the run says for whom', async () => {
    const [to, other] = [`jürgen-${somebody()}`, somebody()];
    const task = { ...anEmail('To both'), to: [other, to] } as JobDocument['task'];
    const run = await here.whenRun(await here.add(mailingJob(to, { task })), 'FAILED');
    const error = `The mail server takes only letters of ASCII before the @: ${to}.`;
    expect(run.attempts).toMatchObject([{ outcome: 'FAILED', code: 'SMTPUTF8', error, response: null }]);
    expect(here.smtp.for(other)).toEqual([]);
  });

  it('names addresses of its network shows none of them to the user', async () => {
    const to = somebody();
    here.smtp.script(to, '550 refused by mx1.corp.local [10.1.2.3]:25 for svc-punctual@10.1.2.3');
    const run = await here.whenRun(await here.add(mailingJob(to)), 'FAILED');
    expect(run.attempts).toMatchObject([{ code: 550, response: '550 refused by … […]:25 for …' }]);
    expect(JSON.stringify(run.attempts)).not.toMatch(/corp|10\.1\.2\.3|svc-/);
  });

  it('asks to try later (451) is tried again with the same message', async () => {
    const to = somebody();
    here.smtp.script(to, '451 later please');
    const run = await here.whenRun(await here.add(mailingJob(to)), 'COMPLETED');
    expect(run.attempts).toMatchObject([
      { outcome: 'RETRY', code: 451, response: '451 later please' },
      { outcome: 'COMPLETED', code: 250 },
    ]);
    const [first, second] = here.smtp.for(to);
    expect(second?.messageId).toBe(first?.messageId);
    expect([first?.attempt, second?.attempt]).toEqual(['1', '2']);
  });

  it('refuses for good (550) is not asked again', async () => {
    const to = somebody();
    here.smtp.script(to, '550 no such person');
    const job = await here.add(mailingJob(to));
    const run = await here.whenRun(job, 'FAILED');
    expect(run.attempts).toMatchObject([{ outcome: 'FAILED', code: 550, response: '550 no such person' }]);
    await here.whenJob(job, { status: 'FAILED', lastRun: { status: 'FAILED' }, counts: { failed: 1 } });
    expect(here.smtp.for(to)).toHaveLength(1);
  });

  it('takes it for some people and not for others makes the run FAILED, and those have it once', async () => {
    const [known, unknown] = [somebody(), `${UNKNOWN}${somebody()}`];
    const task = { ...anEmail('To both'), to: [unknown, known] } as JobDocument['task'];
    const run = await here.whenRun(await here.add(mailingJob(known, { task })), 'FAILED');
    expect(run.attempts).toMatchObject([{ outcome: 'FAILED', code: 550, response: '250 accepted' }]);
    expect(run.attempts[0]?.error).toContain(unknown);
    expect(here.smtp.for(known)).toHaveLength(1);
  });

  it('hangs up after it was handed a message is tried again with the same message', async () => {
    const to = somebody();
    here.smtp.script(to, 'hang up');
    const run = await here.whenRun(await here.add(mailingJob(to)), 'COMPLETED');
    expect(run.attempts.map(({ outcome }) => outcome)).toEqual(['RETRY', 'COMPLETED']);
    expect(new Set(here.smtp.for(to).map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('does not answer within the time of an attempt is tried again', async () => {
    const to = somebody();
    here.smtp.script(to, new Promise<never>(() => {}));
    const timeoutMs = timeouts.create();
    const job = await here.add(mailingJob(to, { timeoutMs }));
    await here.sent(to);
    timeouts.pass(timeoutMs);
    const run = await here.whenRun(job, 'COMPLETED');
    expect(run.attempts).toMatchObject([{ outcome: 'RETRY', code: 'TIMEOUT' }, { outcome: 'COMPLETED' }]);
  });

  it('never accepts makes the run FAILED after the last attempt', async () => {
    const to = somebody();
    here.smtp.script(to, '451 later', '452 later', '421 later');
    const run = await here.whenRun(await here.add(mailingJob(to)), 'FAILED');
    expect(run.attempts.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['RETRY', 451],
      ['RETRY', 452],
      ['FAILED', 421],
    ]);
  });
});

describe.concurrent('while a retry waits', () => {
  it('the job is PENDING, has no lock, and says when', async () => {
    const to = somebody();
    here.smtp.script(to, '451 later');
    const patient = { attempts: 3, backoff: 'fixed', delayMs: 60_000, maxAgeMs: 600_000 } as const;
    const job = await here.add(mailingJob(to, { retry: patient }));
    const attempts = async () => (await here.runsOf(job))[0]?.attempts.map(({ outcome }) => outcome);
    await until(async () => expect(await attempts()).toEqual(['RETRY']));
    await here.whenJob(job, { status: 'PENDING', active: null, nextRunAt: null });
    const [run] = await here.runsOf(job);
    expect(run).toMatchObject({ status: 'PENDING', attempt: 1, owner: null, leaseUntil: null });
    expect(run?.nextAttemptAt.getTime()).toBe((run?.attempts[0]?.finishedAt.getTime() ?? 0) + 60_000);
  });
});

describe('a mail server', () => {
  it('that was away is tried again when it is back', async () => {
    await here.smtp.close();
    const job = await here.add(mailingJob(somebody()));
    const attempts = async () => (await here.runsOf(job))[0]?.attempts.map(({ outcome }) => outcome);
    await until(async () => expect(await attempts()).toContain('RETRY'));
    const error = 'The mail server cannot be reached.';
    expect((await here.runsOf(job))[0]?.attempts[0]).toMatchObject({ error, response: null });
    await here.smtp.open();
    expect((await here.whenRun(job, 'COMPLETED')).attempts.at(-1)).toMatchObject({ code: 250 });
  });
});
