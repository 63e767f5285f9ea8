import type { ChangedJob } from '@punctual/contracts/api/job-actions-contract';
import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { logIn } from '@punctual/testing/api/person';
import { idOf, Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { Types } from 'mongoose';
import { afterEach, describe, expect, test } from 'vitest';

const NOON = new Date('2031-03-03T12:00:00.000Z');
const clock = new TestClock(NOON);
const api = useApi({ clock });
const records = new Records(api);
afterEach(async () => {
  clock.advance(NOON.getTime() - clock.now().getTime());
  await records.forgetOutages();
});

/** A time of that day, which has passed until noon. */
const on = (time: string) => new Date(`2031-03-03T${time}Z`);
const after = (ms: number) => new Date(NOON.getTime() + ms);
const HOURLY = { kind: 'cron', expression: '0 * * * *', timezone: 'UTC' };
const TEN_SECONDS = { kind: 'interval', every: '10s' };
const aJobOf = async (schedule: object = HOURLY, more: object = {}) =>
  (await created(api.ana, aJob({ schedule, ...more }))).id;
const anHourlyJob = () => aJobOf();
const patch = (id: string, rest: string, body?: object) =>
  api.ana.patch<ChangedJob>(`/users/jobs/${id}${rest}`, body);
const why = async (id: string, at: Date) =>
  (await api.ana.get<Explanation>(`/users/jobs/${id}/explain?at=${at.toISOString()}`)).body;
/** Reads the sentence about a run of nine o'clock. */
const said = async (facts: Parameters<Records['ended']>[2]) => {
  const id = await anHourlyJob();
  await records.ended(id, on('09:00:00'), facts);
  return why(id, on('09:00:00'));
};

/** Asks about a second or a minute, as people are shown times. */
const whyWithin = async (id: string, at: Date, withinMs: number) => {
  const query = `at=${at.toISOString()}&withinMs=${withinMs}`;
  return (await api.ana.get<Explanation>(`/users/jobs/${id}/explain?${query}`)).body;
};

describe('a time that is asked about as it is shown', () => {
  test('is answered by what lies in that second: an occurrence, or a run by hand', async () => {
    const id = await anHourlyJob();
    const ran = await records.ended(id, on('09:00:00'));
    const byHand = await records.unstarted(id, on('09:44:57.310'), {
      ...{ trigger: 'manual', status: 'SKIPPED', reason: 'OVERLAP' },
    });
    expect((await whyWithin(id, on('09:44:57'), SECOND_MS)).run?.id).toBe(idOf(byHand));
    expect((await whyWithin(id, on('09:00:00'), SECOND_MS)).run?.id).toBe(idOf(ran));
    expect((await why(id, on('09:44:57'))).verdict).toBe('NOT_PLANNED');
  });

  test('is answered by the first in that minute, and names the others', async () => {
    const id = await aJobOf(TEN_SECONDS);
    clock.advance(2 * MINUTE_MS);
    await records.ended(id, after(60 * SECOND_MS));
    await records.ended(id, after(64 * SECOND_MS), { trigger: 'manual' });
    const { at, verdict, also } = await whyWithin(id, after(MINUTE_MS), MINUTE_MS);
    expect([at, verdict]).toEqual([after(MINUTE_MS).toISOString(), 'COMPLETED']);
    const seconds = [64, 70, 80, 90, 100, 110].map((second) => after(second * SECOND_MS).toISOString());
    expect(also.map((one) => one.at)).toEqual(seconds);
  });

  test('is answered by an occurrence that was missed while the job was disabled, to the millisecond it had', async () => {
    clock.advance(110);
    const id = await aJobOf({ kind: 'interval', every: '1m' });
    await patch(id, '/disable');
    clock.advance(2 * MINUTE_MS);
    const { at, sentence } = await whyWithin(id, on('12:01:00'), SECOND_MS);
    expect(at).toBe(on('12:01:00.110').toISOString());
    expect(sentence).toMatch(/^Not run: the job had been disabled since .* by ana@example.com\.$/);
  });

  test('with nothing in it is not planned, and the nearest are named', async () => {
    const id = await anHourlyJob();
    const { verdict, nearest, also } = await whyWithin(id, on('13:30:00'), MINUTE_MS);
    expect([verdict, nearest.length, also]).toEqual(['NOT_PLANNED', 2, []]);
  });

  test('of the next run of a job with jitter is the instant at which it is due', async () => {
    const id = await anHourlyJob();
    await records.changeJob(id, { nextRunAt: on('13:00:17') });
    expect((await why(id, on('13:00:17'))).sentence).toBe('Planned for 13:00 on 2031-03-03.');
  });

  test('is no longer than a minute', async () => {
    const id = await anHourlyJob();
    const query = `at=${NOON.toISOString()}&withinMs=60001`;
    const error = await api.ana.refused('GET', `/users/jobs/${id}/explain?${query}`);
    expect(error).toMatchObject({ status: 422, paths: ['withinMs'] });
  });
});

describe('an occurrence of a job with maxRuns', () => {
  const thrice = { ...HOURLY, maxRuns: 3 };
  const usedUp = { starts: 3, nextRunAt: null, nextOccurrence: null };

  test('for which no run was left is explained by that', async () => {
    const id = await aJobOf(thrice);
    await records.unstarted(id, on('09:00:00'), { status: 'SKIPPED', reason: 'MAX_RUNS' });
    expect(await why(id, on('09:00:00'))).toMatchObject({
      ...{ verdict: 'SKIPPED', reason: 'MAX_RUNS' },
      sentence: 'Skipped: as many runs of the job as its limit allows had been started before.',
    });
  });

  test('after the last run is not planned', async () => {
    const id = await aJobOf(thrice);
    await records.changeJob(id, usedUp);
    expect(await why(id, after(60 * MINUTE_MS))).toMatchObject({
      verdict: 'NOT_PLANNED',
      sentence: 'Not planned: the job may start 3 scheduled runs at most, and 3 have been started.',
    });
  });

  test('that comes after those that are left is not planned, unless some are skipped', async () => {
    const id = await aJobOf(thrice);
    await records.changeJob(id, { starts: 1 });
    expect((await why(id, after(120 * MINUTE_MS))).verdict).toBe('PLANNED');
    const { verdict, sentence } = await why(id, after(180 * MINUTE_MS));
    expect([verdict, sentence]).toEqual([
      'NOT_PLANNED',
      'Not planned: the job may start 3 scheduled runs at most, and 1 has been started; the others come before this time, unless some are skipped.',
    ]);
  });
});

describe('an occurrence that ran', () => {
  test('on time is explained with its time, to the millisecond', async () => {
    const { sentence, verdict, reason } = await said({ startedAt: on('09:00:00.012'), lateness: 12 });
    expect(sentence).toBe('Ran at 09:00:00.012, 12 ms after it was due.');
    expect([verdict, reason]).toEqual(['COMPLETED', null]);
  });

  test('is explained with its run', async () => {
    const id = await anHourlyJob();
    const run = await records.ended(id, on('09:00:00'));
    const { at, local, run: proof, ...facts } = await why(id, on('09:00:00'));
    expect([at, local, proof?.id]).toEqual([
      ...['2031-03-03T09:00:00.000Z', '2031-03-03T09:00:00+00:00', idOf(run)],
    ]);
    expect(facts).toMatchObject({ blockedBy: null, outage: null, change: null, nearest: [] });
  });

  test('late is explained with its lateness, and with the outage', async () => {
    await records.outage(on('08:58:00'), on('09:03:00'));
    const { sentence, outage } = await said({ startedAt: on('09:03:00'), lateness: 3 * MINUTE_MS });
    expect(sentence).toBe('Ran 3 min late, at 09:03: Punctual was down from 08:58 to 09:03.');
    const [from, to] = [on('08:58:00').toISOString(), on('09:03:00').toISOString()];
    expect(outage).toEqual({ from, to, part: 'watch' });
  });

  test('late is explained by the time in which Redis was away', async () => {
    await records.outage(on('08:58:00'), on('09:03:00'), 'queueOutages');
    const { sentence, outage } = await said({ startedAt: on('09:03:00'), lateness: 3 * MINUTE_MS });
    expect(sentence).toBe('Ran 3 min late, at 09:03: the queue of Punctual was down from 08:58 to 09:03.');
    expect(outage).toMatchObject({ part: 'queue' });
  });

  test('late without an outage, and without a record of why, is explained with no cause', async () => {
    const { sentence } = await said({ startedAt: on('09:00:04.200'), lateness: 4_200 });
    expect(sentence).toBe('Ran 4.2 s late, at 09:00:04.200.');
  });

  test('late is explained by the run that came before it, where they waited together', async () => {
    const id = await anHourlyJob();
    const before = await records.ended(id, on('06:00:00'), { startedAt: on('07:00:01') });
    await records.ended(id, on('07:00:00'), {
      ...{ startedAt: on('07:00:04'), lateness: 4_000, after: before.runKey },
    });
    expect((await why(id, on('07:00:00'))).sentence).toBe(
      'Ran 4 s late, at 07:00:04: it waited for the run of 06:00, which began at 07:00:01.',
    );
  });

  test('late without an outage is explained by waiting', async () => {
    const id = await anHourlyJob();
    const facts = { startedAt: on('07:00:04.200'), lateness: 4_200, queuedAt: on('07:00:01.200') };
    await records.ended(id, on('07:00:00'), facts);
    const { sentence, outage } = await why(id, on('07:00:00'));
    expect(sentence).toBe(
      'Ran 4.2 s late, at 07:00:04.200: it was put into the queue at 07:00:01.200; it waited 3 s in the queue.',
    );
    expect(outage).toBeNull();
  });

  test('late, because schedules of its account waited to be computed, is explained by that', async () => {
    const times = { startedAt: on('09:00:14'), lateness: 14_000, queuedAt: on('09:00:13.990') };
    const { sentence } = await said({ ...times, postponedSince: on('08:59:58') });
    expect(sentence).toBe(
      'Ran 14 s late, at 09:00:14: schedules of this account take long to compute, and waited for their turn from 08:59:58 on; it was put into the queue at 09:00:13.990.',
    );
  });

  test('after several attempts is explained with their number', async () => {
    expect((await said({ attempt: 3 })).sentence).toMatch(/ It took 3 attempts\.$/);
  });

  test('and failed is explained with its last error', async () => {
    const last = { startedAt: on('09:05:00'), finishedAt: on('09:05:01'), outcome: 'FAILED' } as const;
    const attempts = [{ ...last, code: 503, error: 'The server answered 503.', response: null }];
    const { sentence, verdict } = await said({ status: 'FAILED', attempt: 5, attempts });
    expect(sentence).toBe('Failed after 5 attempts: The server answered 503.');
    expect(verdict).toBe('FAILED');
  });

  test('is explained in the zone of the job', async () => {
    const id = await aJobOf({ kind: 'cron', expression: '0 9 * * *', timezone: 'Europe/Paris' });
    await records.ended(id, on('08:00:00'));
    const { sentence, local } = await why(id, on('08:00:00'));
    expect(sentence).toBe('Ran at 09:00, 0 ms after it was due.');
    expect(local).toBe('2031-03-03T09:00:00+01:00');
  });
});

describe('an occurrence that is under way', () => {
  test('says since when it runs', async () => {
    const id = await anHourlyJob();
    await records.running(id, on('11:59:30'));
    const { verdict, sentence } = await why(id, on('11:59:30'));
    expect([verdict, sentence]).toEqual(['RUNNING', 'Running since 11:59:30.']);
  });

  test('says that it waits', async () => {
    const id = await anHourlyJob();
    await records.run(id, on('11:59:59'));
    const { verdict, sentence } = await why(id, on('11:59:59'));
    expect([verdict, sentence]).toEqual(['PENDING', 'Waiting: due at 11:59:59, not started yet.']);
  });

  test('says that it waits for its next attempt', async () => {
    const id = await anHourlyJob();
    await records.run(id, on('11:59:00'), { attempt: 2, nextAttemptAt: on('12:00:20') });
    const { sentence } = await why(id, on('11:59:00'));
    expect(sentence).toBe('Waiting for attempt 3, at 12:00:20 or a moment later.');
  });
});

describe('an occurrence that was skipped', () => {
  test('for overlap names the run that was still going', async () => {
    const id = await anHourlyJob();
    const blocker = await records.ended(id, on('08:45:00'));
    const facts = { status: 'SKIPPED', reason: 'OVERLAP', blockedBy: blocker._id } as const;
    await records.unstarted(id, on('09:00:00'), facts);
    const { sentence, blockedBy, reason } = await why(id, on('09:00:00'));
    expect(sentence).toBe('Skipped: the run of 08:45 was still going.');
    expect([reason, blockedBy?.id]).toEqual(['OVERLAP', idOf(blocker)]);
  });

  test.each([
    [
      'made up for',
      { trigger: 'catchup', startedAt: on('08:59:30') },
      ', made up for at 08:59:30, was still going.',
    ],
    [
      'that began later',
      { startedAt: on('09:00:02') },
      ', which began at 09:00:02, was going when this one could start.',
    ],
  ] as const)('because of a run %s says so', async (_, facts, rest) => {
    const id = await anHourlyJob();
    const blocker = await records.ended(id, on('08:45:00'), facts);
    await records.unstarted(id, on('09:00:00'), {
      status: 'SKIPPED',
      reason: 'OVERLAP',
      blockedBy: blocker._id,
    });
    expect((await why(id, on('09:00:00'))).sentence).toBe(`Skipped: the run of 08:45${rest}`);
  });

  test('because of a run whose worker was lost does not claim that it was going', async () => {
    const id = await anHourlyJob();
    const lost = { startedAt: on('08:45:00'), finishedAt: on('09:00:20'), outcome: 'LOST' } as const;
    const attempts = [{ ...lost, code: 'LEASE', error: 'The worker was lost.', response: null }];
    const blocker = await records.ended(id, on('08:45:00'), { attempts, attempt: 2 });
    const facts = { status: 'SKIPPED', reason: 'OVERLAP', blockedBy: blocker._id } as const;
    await records.unstarted(id, on('09:00:00'), facts);
    const { sentence } = await why(id, on('09:00:00'));
    expect(sentence).toBe('Skipped: the run of 08:45 had not ended: its worker was lost.');
  });

  test('for any reason names the outage in which it was due', async () => {
    const id = await anHourlyJob();
    await records.outage(on('08:58:00'), on('09:03:00'));
    const blocker = await records.ended(id, on('08:45:00'));
    await records.unstarted(id, on('09:00:00'), {
      status: 'SKIPPED',
      reason: 'OVERLAP',
      blockedBy: blocker._id,
    });
    const { sentence, outage } = await why(id, on('09:00:00'));
    expect(outage?.from).toBe(on('08:58:00').toISOString());
    expect(sentence).toBe(
      'Skipped: the run of 08:45 was still going. It was due in an outage: Punctual was down from 08:58 to 09:03.',
    );
  });

  test('for being missed names the outage', async () => {
    const id = await anHourlyJob();
    await records.outage(on('02:10:00'), on('02:31:00'));
    await records.unstarted(id, on('02:15:00'), { status: 'SKIPPED', reason: 'MISFIRED' });
    const { sentence, outage } = await why(id, on('02:15:00'));
    expect(sentence).toBe('Skipped: Punctual was down from 02:10 to 02:31.');
    expect(outage?.from).toBe(on('02:10:00').toISOString());
  });

  test('for being missed without an outage says no more than is known', async () => {
    const id = await anHourlyJob();
    await records.unstarted(id, on('05:00:00'), { status: 'SKIPPED', reason: 'MISFIRED' });
    expect((await why(id, on('05:00:00'))).sentence).toBe('Skipped: it could not be started in time.');
  });
});

describe('an occurrence that is counted in a later run', () => {
  /** Catches up a job of each ten seconds, made at noon: 10 and 20 missed, made up for by the run of 30. */
  async function caughtUp(missed = 2) {
    const id = await aJobOf(TEN_SECONDS);
    clock.advance(35 * SECOND_MS);
    const run = await records.ended(id, after(30 * SECOND_MS), { trigger: 'catchup', missed });
    return { id, run };
  }

  test('is skipped, and says which run counts it', async () => {
    const { id, run } = await caughtUp();
    const { verdict, reason, sentence, run: proof } = await why(id, after(10 * SECOND_MS));
    expect([verdict, reason, proof?.id]).toEqual(['SKIPPED', 'MISFIRED', idOf(run)]);
    const instead = 'the run of 12:00:30 on 2031-03-03 stands for it';
    expect(sentence).toBe(`Skipped: it could not be started in time; ${instead}.`);
  });

  test('names the outage, where there was one', async () => {
    const { id } = await caughtUp();
    await records.outage(after(5 * SECOND_MS), after(32 * SECOND_MS));
    const { sentence } = await why(id, after(10 * SECOND_MS));
    expect(sentence).toMatch(/^Skipped: Punctual was down from 12:00:05 to 12:00:32; the run of /);
  });

  test('is not, where that run counts fewer than lie between', async () => {
    const { id } = await caughtUp(1);
    expect((await why(id, after(20 * SECOND_MS))).verdict).toBe('SKIPPED');
    expect((await why(id, after(10 * SECOND_MS))).verdict).toBe('NONE');
  });
});

describe('an occurrence that was canceled', () => {
  /** A run of half past twelve that waits, then what somebody does a minute after noon. */
  async function canceledBy(act: (id: string) => Promise<unknown>) {
    const id = await anHourlyJob();
    await records.run(id, on('12:30:00'));
    clock.advance(MINUTE_MS);
    await act(id);
    return why(id, on('12:30:00'));
  }
  const byAna = (action: string) => ({
    ...{ action, by: api.ana.email, at: on('12:01:00').toISOString(), cause: null },
  });

  test('by disabling says who disabled the job and when', async () => {
    const { sentence, change, reason } = await canceledBy((id) => patch(id, '/disable'));
    expect(sentence).toBe('Canceled: ana@example.com disabled the job at 12:01 on 2031-03-03.');
    expect([reason, change]).toEqual(['DISABLED', byAna('disable')]);
  });

  test('by disabling says so too after the job was enabled again', async () => {
    const { change } = await canceledBy(async (id) => {
      await patch(id, '/disable');
      await patch(id, '/enable');
    });
    expect(change).toEqual(byAna('disable'));
  });

  test('by another schedule says who changed it and when', async () => {
    const edit = { schedule: { kind: 'interval', every: '1h' } };
    const { sentence, change, reason } = await canceledBy((id) => patch(id, '', edit));
    expect(sentence).toBe('Canceled: ana@example.com changed the schedule at 12:01 on 2031-03-03.');
    expect([reason, change]).toEqual(['SUPERSEDED', byAna('edit')]);
  });

  test('by another schedule in an edit that also disables is explained as disabling', async () => {
    const edit = { schedule: { kind: 'interval', every: '1h' }, enabled: false };
    const { change, reason } = await canceledBy((id) => patch(id, '', edit));
    expect([reason, change]).toEqual(['DISABLED', byAna('disable')]);
  });

  test.each([
    ['ana@example.com', () => api.ana, '/users/runs'],
    ['an administrator', () => api.carla, '/admin/runs'],
  ] as const)('by hand says who canceled it, and when: %s', async (by, who, path) => {
    const { sentence, change, reason } = await canceledBy(async (id) => {
      const [run] = await records.runs(id);
      await who().post(`${path}/${run?._id.toHexString()}/cancel`);
    });
    expect(sentence).toBe(`Canceled: ${by} canceled it at 12:01 on 2031-03-03.`);
    expect([reason, change]).toEqual(['BY_USER', { ...byAna('cancel'), by }]);
  });

  test('by hand says when, if it is not on record by whom', async () => {
    const { sentence, change } = await said({ status: 'CANCELED', reason: 'BY_USER' });
    expect(sentence).toBe('Canceled by hand at 09:00 on 2031-03-03.');
    expect(change).toBeNull();
  });

  test('with the account says from when to when it was disabled, and so does what lay in between', async () => {
    const dora = await api.newcomer();
    const { id } = await created(dora, aJob({ schedule: HOURLY }));
    await records.run(id, on('12:30:00'));
    const switchAt = async (time: string, disabled: boolean) => {
      clock.advance(on(time).getTime() - clock.now().getTime());
      // An access token lives ten minutes.
      const carla = await logIn(api.url, api.carla.email);
      await carla.patch(`/admin/users/${dora.id}`, { disabled });
    };
    await switchAt('12:01:00', true);
    await switchAt('12:05:00', true);
    await switchAt('13:30:00', false);
    const again = await logIn(api.url, dora.email);
    const ask = async (time: string) =>
      (await again.get<Explanation>(`/users/jobs/${id}/explain?at=${on(time).toISOString()}`)).body;
    const sentence = 'Not run: this account was disabled from 12:01 on 2031-03-03 to 13:30 on 2031-03-03.';
    expect(await ask('12:30:00')).toMatchObject({ verdict: 'CANCELED', reason: 'OWNER_DISABLED', sentence });
    expect(await ask('13:00:00')).toMatchObject({ verdict: 'DISABLED', reason: 'OWNER_DISABLED', sentence });
    expect(await ask('14:00:00')).toMatchObject({ verdict: 'PLANNED' });
  });

  test('with the account says so, if it is not on record when', async () => {
    const { sentence } = await said({ status: 'CANCELED', reason: 'OWNER_DISABLED' });
    expect(sentence).toBe('Not run: this account was disabled.');
  });
});

describe('an occurrence that brought down or lost its process', () => {
  test('was stopped after so many deaths, those of workers beside others not counted', async () => {
    const { sentence } = await said({ status: 'FAILED', reason: 'POISON', crashCount: 5, aloneCrashes: 3 });
    expect(sentence).toBe('Stopped: the process that carried it out died 3 times.');
  });

  test('has an outcome that is not known', async () => {
    const { sentence } = await said({ status: 'FAILED', reason: 'UNKNOWN_OUTCOME' });
    expect(sentence).toBe('A worker was lost; whether the effect happened is not known.');
  });
});

describe('an instant without a run', () => {
  test('at which the schedule has none names the nearest two', async () => {
    const id = await anHourlyJob();
    const { verdict, sentence, nearest } = await why(id, on('13:30:00'));
    expect(verdict).toBe('NOT_PLANNED');
    expect(sentence).toBe(
      'Not planned: the schedule has no run at this time. Nearest: 13:00 on 2031-03-03 and 14:00 on 2031-03-03.',
    );
    expect(nearest.map(({ local }) => local)).toEqual([
      '2031-03-03T13:00:00+00:00',
      '2031-03-03T14:00:00+00:00',
    ]);
  });

  test('behind the end of the schedule names the last alone', async () => {
    const id = await aJobOf({ ...HOURLY, endAt: on('13:00:00').toISOString() });
    const { nearest } = await why(id, on('15:00:00'));
    expect(nearest.map(({ at }) => at)).toEqual([on('13:00:00').toISOString()]);
  });

  test('is judged by the schedule of that time, not by that of today', async () => {
    const id = await aJobOf(TEN_SECONDS);
    clock.advance(15 * SECOND_MS);
    await patch(id, '', { schedule: HOURLY });
    expect((await why(id, after(10 * SECOND_MS))).verdict).toBe('PENDING');
    expect((await why(id, after(20 * SECOND_MS))).verdict).toBe('NOT_PLANNED');
  });

  test('before the job was made says so', async () => {
    const { verdict, sentence } = await why(await anHourlyJob(), new Date('2020-03-03T12:00:00Z'));
    expect(verdict).toBe('NOT_PLANNED');
    expect(sentence).toMatch(/^Not planned: the job was made later, at \d\d:\d\d.* on \d{4}-\d\d-\d\d\.$/);
  });

  test('of a version of the job that is kept no longer is not known', async () => {
    const id = await aJobOf(TEN_SECONDS);
    clock.advance(25 * SECOND_MS);
    await patch(id, '', { schedule: HOURLY });
    await api.database.collection('jobRevisions').deleteOne({ jobId: new Types.ObjectId(id), revision: 1 });
    expect(await why(id, after(5 * SECOND_MS))).toMatchObject({
      verdict: 'NONE',
      sentence: 'Not known: how the job was planned then is not kept any more.',
    });
  });

  test('that has passed is explained as not on record, without a guess', async () => {
    const id = await aJobOf(TEN_SECONDS);
    clock.advance(12 * SECOND_MS);
    const { verdict, sentence } = await why(id, after(10 * SECOND_MS));
    expect(verdict).toBe('NONE');
    expect(sentence).toBe('Not recorded yet: no watcher has come to it.');
  });

  test('that has passed while schedules of its account wait to be computed is explained by that, as long as a watcher says so', async () => {
    const id = await aJobOf(TEN_SECONDS);
    clock.advance(14 * SECOND_MS);
    await records.postponed(api.ana, after(8 * SECOND_MS), after(12 * SECOND_MS));
    const sentence = async () => (await why(id, after(10 * SECOND_MS))).sentence;
    expect(await sentence()).toBe(
      'Not recorded yet: schedules of this account take long to compute, and waited for their turn from 12:00:08 on.',
    );
    clock.advance(14 * SECOND_MS);
    expect(await sentence()).toBe('Not recorded yet: no watcher has come to it.');
  });
});

describe('while no watcher runs', () => {
  test('an occurrence that has passed is explained by the outage, and since when', async () => {
    const id = await aJobOf(TEN_SECONDS);
    await records.lastWatched(after(5 * SECOND_MS));
    clock.advance(MINUTE_MS);
    const { verdict, sentence, outage } = await why(id, after(10 * SECOND_MS));
    expect([verdict, sentence]).toEqual([
      'NONE',
      'Not run yet: Punctual has been down since 12:00:05 on 2031-03-03.',
    ]);
    expect(outage?.from).toBe(after(5 * SECOND_MS).toISOString());
  });

  test('an occurrence to come is planned as ever', async () => {
    const id = await anHourlyJob();
    await records.lastWatched(on('11:00:00'));
    expect(await why(id, on('13:00:00'))).toMatchObject({ verdict: 'PLANNED', outage: null });
  });

  test('an occurrence that ran on time before is explained without the outage', async () => {
    await records.lastWatched(on('08:59:59'));
    expect(await said({})).toMatchObject({ verdict: 'COMPLETED', outage: null });
  });
});

describe('an occurrence to come', () => {
  test('is planned', async () => {
    const { verdict, sentence, run } = await why(await anHourlyJob(), on('13:00:00'));
    expect([verdict, run]).toEqual(['PLANNED', null]);
    expect(sentence).toBe('Planned for 13:00 on 2031-03-03.');
  });

  test('on a day on which clocks change says that too', async () => {
    const id = await aJobOf({ kind: 'cron', expression: '0 9 * * *', timezone: 'Europe/Paris' });
    const { sentence, local } = await why(id, new Date('2031-03-30T07:00:00Z'));
    expect(sentence).toBe('Planned for 09:00 on 2031-03-30. Clocks change that day.');
    expect(local).toBe('2031-03-30T09:00:00+02:00');
  });

  test('stays planned until its jitter is over', async () => {
    const id = await aJobOf({ ...TEN_SECONDS, jitterMs: 4 * SECOND_MS });
    const { nextRunAt } = await records.job(id);
    clock.advance((nextRunAt?.getTime() ?? 0) - NOON.getTime() - 1);
    expect((await why(id, after(10 * SECOND_MS))).verdict).toBe('PLANNED');
  });

  test('of a disabled job says since when, and by whom', async () => {
    const id = await anHourlyJob();
    clock.advance(MINUTE_MS);
    await patch(id, '/disable');
    const { verdict, sentence, change } = await why(id, on('13:00:00'));
    expect(verdict).toBe('DISABLED');
    expect(sentence).toBe(
      'Will not run: the job has been disabled since 12:01 on 2031-03-03, by ana@example.com.',
    );
    expect(change).toMatchObject({ action: 'disable', by: 'ana@example.com' });
  });

  test('of a job that was made disabled says so too', async () => {
    const { change } = await why(await aJobOf(HOURLY, { enabled: false }), on('13:00:00'));
    expect(change).toMatchObject({ action: 'create', by: 'ana@example.com' });
  });
});

describe('an occurrence of a time in which the job was disabled', () => {
  test('says since when it was, and by whom', async () => {
    const id = await aJobOf(TEN_SECONDS);
    clock.advance(5 * SECOND_MS);
    await patch(id, '/disable');
    clock.advance(10 * SECOND_MS);
    await patch(id, '/enable');
    const { verdict, sentence } = await why(id, after(10 * SECOND_MS));
    expect(verdict).toBe('DISABLED');
    expect(sentence).toBe(
      'Not run: the job had been disabled since 12:00:05 on 2031-03-03, by ana@example.com.',
    );
  });
});

describe('a run that was triggered by hand', () => {
  test('is explained at the instant of the request', async () => {
    const id = await anHourlyJob();
    await api.ana.post(`/users/jobs/${id}/run`);
    const { verdict, run } = await why(id, NOON);
    expect([verdict, run?.trigger]).toEqual(['PENDING', 'manual']);
  });
});

describe('a request to explain is refused', () => {
  test.each(['', '?at=yesterday', '?at=2031-03-03T12:00:00', '?at=1900000000'])(
    'without an instant that is one: %s',
    async (query) => {
      const error = await api.ana.refused('GET', `/users/jobs/${await anHourlyJob()}/explain${query}`);
      expect(error).toMatchObject({ status: 422, paths: ['at'] });
    },
  );

  test('for all users but the owner', async () => {
    const path = `/users/jobs/${await anHourlyJob()}/explain?at=2031-03-03T12:00:00Z`;
    expect((await api.bob.refused('GET', path)).status).toBe(404);
  });
});

describe('a job that was deleted', () => {
  const deleted = async () => {
    const id = await anHourlyJob();
    clock.advance(MINUTE_MS);
    await api.ana.send('DELETE', `/users/jobs/${id}`);
    return id;
  };

  test('would have run, and is explained as deleted: by whom, and when', async () => {
    const { verdict, reason, sentence, change } = await why(await deleted(), on('13:00:00'));
    expect([verdict, reason, change?.action]).toEqual(['DISABLED', 'DELETED', 'delete']);
    expect(sentence).toBe(
      `Will not run: the job has been deleted since 12:01 on 2031-03-03, by ${api.ana.email}.`,
    );
  });

  test('is still explained for runs before that', async () => {
    const id = await anHourlyJob();
    await records.ended(id, on('12:00:00'));
    await api.ana.send('DELETE', `/users/jobs/${id}`);
    expect((await why(id, on('12:00:00'))).verdict).toBe('COMPLETED');
  });

  test('is explained to its owner only', async () => {
    const path = `/users/jobs/${await deleted()}/explain?at=${on('13:00:00').toISOString()}`;
    expect((await api.bob.refused('GET', path)).status).toBe(404);
  });
});

describe('a key that may read jobs but no runs', () => {
  test('is told the verdict, and shown neither the run nor what the other side answered', async () => {
    const id = await anHourlyJob();
    const failed = {
      ...{ startedAt: on('09:00:00'), finishedAt: on('09:00:01'), outcome: 'FAILED', code: 500 },
      ...{ error: 'It said: CANARY.', response: 'CANARY' },
    };
    await records.ended(id, on('09:00:00'), { status: 'FAILED', attempt: 1, attempts: [failed] as never });
    const { body: key } = await api.ana.post<{ key: string }>('/users/api-keys', {
      ...{ service: 'x', scopes: ['jobs:read'] },
    });
    const client = new Client(api.url, { 'x-api-key': key.key });
    const path = `/users/jobs/${id}/explain?at=${on('09:00:00').toISOString()}`;
    const { body } = await client.get<Explanation>(path);
    expect(body).toMatchObject({ verdict: 'FAILED', run: null, blockedBy: null });
    expect(JSON.stringify(body)).not.toContain('CANARY');
    expect(JSON.stringify((await api.ana.get(path)).body)).toContain('CANARY');
  });
});
