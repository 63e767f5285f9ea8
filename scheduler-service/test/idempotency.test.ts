import type { JobView } from '@punctual/contracts/jobs/job';
import type { RunView } from '@punctual/contracts/runs/run';
import { DAY_MS, SECOND_MS } from '@punctual/contracts/time';
import type { IdempotencyKeyDocument } from '@punctual/engine/database/documents';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { logIn, type Person } from '@punctual/testing/api/person';
import { Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { mongo, Types } from 'mongoose';
import { afterEach, describe, expect, test } from 'vitest';
import { HELD_MS } from '../src/http/idempotency-store.ts';

const NOW = new Date('2031-03-03T12:00:00.000Z');
const clock = new TestClock(NOW);
const api = useApi({ clock });
const records = new Records(api);
afterEach(() => clock.advance(NOW.getTime() - clock.now().getTime()));

const EACH_DAY = { kind: 'cron', expression: '@daily', timezone: 'UTC' };
const DRAFT = aJob({ schedule: EACH_DAY });
let keys = 0;
const aKey = () => `key-${++keys}`;
/** Each key is sent to one route by one person in these tests. */
const keptFor = (key: string) => ({ _id: { $regex: ` ${key}$` } });
const withKey = (key: string) => ({ 'idempotency-key': key });
const create = (key: string, draft: object = DRAFT, person: Person = api.ana) =>
  person.post<JobView>('/users/jobs', draft, withKey(key));
const refused = (key: string, draft: object = DRAFT) =>
  api.ana.refused('POST', '/users/jobs', draft, withKey(key));
const kept = () => api.database.collection<IdempotencyKeyDocument>('idempotencyKeys');
const jobsOf = async (person: Person) =>
  (await person.get<{ data: JobView[] }>('/users/jobs?limit=100')).body.data;

/** Makes the key look as if the process had died before it could record its answer. */
async function forgetAnswer(key: string) {
  await kept().updateOne(keptFor(key), { $set: { answer: null, holder: 'a process that died' } });
}

describe('idempotency: a job that is created with an Idempotency-Key', () => {
  test('is created once: a repeated request gets the first answer again', async () => {
    const dora = await api.newcomer();
    const key = aKey();
    const [first, again] = [await create(key, DRAFT, dora), await create(key, DRAFT, dora)];
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    for (const name of ['location', 'etag']) expect(again.headers.get(name)).toBe(first.headers.get(name));
    expect(await jobsOf(dora)).toEqual([first.body]);
  });

  test('is answered as it was then, whatever has become of it', async () => {
    const key = aKey();
    const { body } = await create(key);
    await api.ana.patch(`/users/jobs/${body.id}`, { name: 'Changed' });
    expect((await create(key)).body).toEqual(body);
    await api.ana.send('DELETE', `/users/jobs/${body.id}`);
    expect((await create(key)).body).toEqual(body);
  });

  test('among a thousand of one request is answered the same, and takes little to be kept', async () => {
    const key = aKey();
    const ids = Array.from({ length: 1_000 }, () => new Types.ObjectId().toHexString());
    const bulk = () => api.ana.post('/users/jobs/bulk', { ids, action: 'disable' }, withKey(key));
    const [first, again] = [await bulk(), await bulk()];
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    expect(first.text.length).toBeGreaterThan(100_000);
    const row = await kept().findOne(keptFor(key));
    expect(mongo.BSON.calculateObjectSize(row as object)).toBeLessThan(32_000);
  });

  test('is the same under the short path /jobs', async () => {
    const key = aKey();
    const { body } = await create(key);
    expect((await api.ana.post('/jobs', DRAFT, withKey(key))).body).toEqual(body);
  });

  test('may be written in another order, or in an older dialect whose meaning moves with the clock', async () => {
    const key = aKey();
    const dialect = { name: 'Once', frequency: 'ONCE', startDate: '2031-03-03T11:59:50.000Z', data: {} };
    const { body } = await create(key, dialect);
    clock.advance(SECOND_MS);
    const turned = Object.fromEntries(Object.entries(dialect).reverse());
    expect((await create(key, turned)).body).toEqual(body);
  });

  test('keeps what it holds to the letter', async () => {
    const key = aKey();
    const data = { $set: { 'a.b': 1 }, list: [1, { _id: 7 }], emoji: '🔑' };
    const draft = { ...DRAFT, task: { type: 'log', data } };
    const first = await create(key, draft);
    expect((await create(key, draft)).text).toBe(first.text);
  });

  test('by many requests at once is one job: requests that come before its answer are asked to try again', async () => {
    const dora = await api.newcomer();
    const key = aKey();
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(key, DRAFT, dora)));
    expect(answers.map(({ status }) => status)).toContain(201);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect(await jobsOf(dora)).toHaveLength(1);
  });

  test('is another one for another user', async () => {
    const key = aKey();
    const [anas, bobs] = [await create(key), await create(key, DRAFT, api.bob)];
    expect([anas.body.ownerId, bobs.body.ownerId]).toEqual([api.ana.id, api.bob.id]);
  });

  test('is another one a day later, though the database has not removed the key yet', async () => {
    const key = aKey();
    const { body } = await create(key);
    clock.advance(DAY_MS);
    const sameAna = await logIn(api.url, api.ana.email);
    const later = await create(key, DRAFT, sameAna);
    expect(later.status).toBe(201);
    expect(later.body.id).not.toBe(body.id);
  });
});

describe('idempotency: an Idempotency-Key', () => {
  test.each([
    ['name', { name: 'Another' }],
    ['schedule', { schedule: { ...EACH_DAY, timezone: 'Asia/Tokyo' } }],
    ['tags', { tags: ['new'] }],
  ])('with another body is refused: %s', async (_, change) => {
    const key = aKey();
    await create(key);
    const error = await refused(key, { ...DRAFT, ...change });
    expect(error).toMatchObject({
      status: 422,
      code: 'IDEMPOTENCY_KEY_REUSED',
      paths: ['Idempotency-Key'],
    });
  });

  test('whose request is still being carried out is a 409, and says when to try again', async () => {
    const key = aKey();
    await create(key);
    await forgetAnswer(key);
    const error = await refused(key);
    expect(error).toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_IN_USE' });
    expect(error.headers.get('retry-after')).toBe('1');
  });

  test('of a request that was refused is free again', async () => {
    const key = aKey();
    const never = { ...DRAFT, schedule: { ...EACH_DAY, expression: '0 0 30 2 *' } };
    expect((await refused(key, never)).status).toBe(422);
    expect((await create(key)).status).toBe(201);
  });

  test.each([
    ['empty', ''],
    ['with a space', 'a b'],
    ['too long', 'k'.repeat(256)],
    ['not ASCII', 'caf\u00e9'],
  ])('that is %s is refused', async (_, key) => {
    expect(await refused(key)).toMatchObject({
      status: 422,
      code: 'VALIDATION_FAILED',
      paths: ['Idempotency-Key'],
    });
  });

  test('is remembered for a day, and removed by the database then', async () => {
    const key = aKey();
    await create(key);
    expect(await kept().findOne(keptFor(key))).toMatchObject({ expiresAt: new Date(NOW.getTime() + DAY_MS) });
    const [expiry] = (await kept().indexes()).filter(({ name }) => name === 'expiry');
    expect(expiry).toMatchObject({ key: { expiresAt: 1 }, expireAfterSeconds: 0 });
  });
});

describe('idempotency: a process that died over a request', () => {
  test('after the job was stored leaves that job: a repeated request makes no second one', async () => {
    const dora = await api.newcomer();
    const key = aKey();
    const first = await create(key, DRAFT, dora);
    await forgetAnswer(key);
    clock.advance(HELD_MS);
    const again = await create(key, DRAFT, dora);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(await jobsOf(dora)).toHaveLength(1);
  });

  test('after the job was stored leaves its history and its first run to the repeated request', async () => {
    const key = aKey();
    const soon = { ...DRAFT, schedule: { kind: 'once', at: new Date(NOW.getTime() + 7_000).toISOString() } };
    const { body } = await create(key, soon);
    await api.database.collection('jobRevisions').deleteMany({ jobId: (await records.job(body.id))._id });
    await forgetAnswer(key);
    clock.advance(HELD_MS);
    await create(key, soon);
    expect(await records.revisions(body.id)).toMatchObject([{ revision: 1, action: 'create', at: NOW }]);
    expect(await records.runs(body.id)).toMatchObject([{ status: 'PENDING' }]);
  });

  test('before the job was stored leaves its id: the repeated request makes the job under it', async () => {
    const key = aKey();
    const { body } = await create(key);
    await api.database.collection('jobs').deleteOne({ _id: (await records.job(body.id))._id });
    await forgetAnswer(key);
    clock.advance(HELD_MS);
    expect((await create(key)).body.id).toBe(body.id);
  });

  test('is followed by one of two repeated requests at once: both get the one job', async () => {
    const key = aKey();
    const { body } = await create(key);
    await forgetAnswer(key);
    clock.advance(HELD_MS);
    const both = await Promise.all([create(key), create(key)]);
    const ids = both.filter(({ status }) => status === 201).map((answer) => answer.body.id);
    expect(new Set(ids)).toEqual(new Set([body.id]));
  });

  test('over a job whose time has passed meanwhile is no reason to refuse it', async () => {
    const key = aKey();
    const once = {
      ...DRAFT,
      schedule: { kind: 'once', at: new Date(NOW.getTime() + SECOND_MS).toISOString() },
    };
    const { body } = await create(key, once);
    await forgetAnswer(key);
    clock.advance(300 * SECOND_MS);
    expect((await create(key, once)).body.id).toBe(body.id);
  });
});

describe('idempotency: a manual run with an Idempotency-Key', () => {
  const aJobId = async () => (await created(api.ana, DRAFT)).id;
  const run = (id: string, key: string) =>
    api.ana.post<RunView>(`/users/jobs/${id}/run`, undefined, withKey(key));

  test('is made once', async () => {
    const [id, key] = [await aJobId(), aKey()];
    const [first, again] = [await run(id, key), await run(id, key)];
    expect([first.status, again.status, again.text]).toEqual([202, 202, first.text]);
    expect(await records.runs(id)).toHaveLength(1);
  });

  test('is made once, whether the request has no body or an empty one', async () => {
    const [id, key] = [await aJobId(), aKey()];
    const first = await run(id, key);
    const again = await api.ana.post<RunView>(`/users/jobs/${id}/run`, {}, withKey(key));
    expect([again.status, again.text]).toEqual([202, first.text]);
  });

  test('is made once, though the process that made it died before its answer', async () => {
    const [id, key] = [await aJobId(), aKey()];
    const first = await run(id, key);
    await forgetAnswer(key);
    clock.advance(HELD_MS);
    expect(await run(id, key)).toMatchObject({ status: 202, body: first.body });
    expect(await records.runs(id)).toHaveLength(1);
  });

  test('that was made is answered, though the job was disabled since', async () => {
    const [id, key] = [await aJobId(), aKey()];
    const { body } = await run(id, key);
    await forgetAnswer(key);
    await api.ana.patch(`/users/jobs/${id}/disable`);
    clock.advance(HELD_MS);
    expect((await run(id, key)).body).toMatchObject({ id: body.id, status: 'CANCELED' });
  });

  test('of a disabled job is refused, and the key works once the job is enabled', async () => {
    const [id, key] = [await aJobId(), aKey()];
    await api.ana.patch(`/users/jobs/${id}/disable`);
    expect((await run(id, key)).status).toBe(409);
    await api.ana.patch(`/users/jobs/${id}/enable`);
    expect((await run(id, key)).status).toBe(202);
  });

  test('is refused for another job by the same key', async () => {
    const key = aKey();
    await run(await aJobId(), key);
    expect((await run(await aJobId(), key)).body).toMatchObject({
      error: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  test('may have the key of a job that was created: each route has its own', async () => {
    const key = aKey();
    const { body } = await create(key);
    expect((await run(body.id, key)).status).toBe(202);
  });

  test('that repeats one that has ended is made once too', async () => {
    const [id, key] = [await aJobId(), aKey()];
    const ended = await records.ended(id, NOW);
    const rerun = () =>
      api.ana.post<RunView>(`/users/runs/${ended._id.toHexString()}/rerun`, undefined, withKey(key));
    const [first, again] = [await rerun(), await rerun()];
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(await records.runs(id)).toHaveLength(2);
  });
});
