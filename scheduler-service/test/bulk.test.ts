import type { BulkAnswer } from '@punctual/contracts/api/job-bulk-contract';
import { useApi } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { Records } from '@punctual/testing/api/records';
import { describe, expect, test } from 'vitest';

const api = useApi();
const records = new Records(api);
const bulk = async (person: Person, body: object, headers = {}) =>
  (await person.post<BulkAnswer>('/users/jobs/bulk', body, headers)).body;
const jobs = (person: Person, ...drafts: object[]) =>
  Promise.all(drafts.map(async (draft) => (await created(person, aJob(draft))).id));
const outcomes = ({ results }: BulkAnswer) => results.map(({ outcome }) => outcome);
const ids = ({ results }: BulkAnswer) => results.map(({ id }) => id);

describe('many jobs at once', () => {
  test('are disabled and enabled, each with its result; again changes nothing', async () => {
    const two = await jobs(api.ana, {}, {});
    for (const action of ['disable', 'enable']) {
      const first = await bulk(api.ana, { ids: two, action });
      expect([ids(first), outcomes(first)]).toEqual([two, ['done', 'done']]);
      expect(outcomes(await bulk(api.ana, { ids: two, action }))).toEqual(['unchanged', 'unchanged']);
    }
    expect((await records.job(String(two[0]))).revision).toBe(3);
  });

  test('are deleted, with who did it on record', async () => {
    const [id = ''] = await jobs(api.ana, {});
    expect(outcomes(await bulk(api.ana, { ids: [id], action: 'delete' }))).toEqual(['done']);
    expect((await records.revisions(id)).at(-1)).toMatchObject({ action: 'delete' });
    expect((await records.revisions(id)).at(-1)?.by?.toHexString()).toBe(api.ana.id);
  });

  test('are not run by a key that may only change jobs: 403, and none of them is', async () => {
    const [id = ''] = await jobs(api.ana, {});
    const scoped = { service: 'shop', scopes: ['jobs:read', 'jobs:write'] };
    const { key } = (await api.ana.post<{ key: string }>('/users/api-keys', scoped)).body;
    const client = new Client(api.url, { 'x-api-key': key });
    const error = await client.refused('POST', '/users/jobs/bulk', { ids: [id], action: 'run' });
    expect(error).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(await records.runs(id)).toEqual([]);
  });

  test('are run, and their runs are named', async () => {
    const two = await jobs(api.ana, {}, {});
    const { results } = await bulk(api.ana, { ids: two, action: 'run' });
    for (const { id, runId } of results) {
      expect((await records.runs(id)).map(({ _id }) => _id.toHexString())).toEqual([runId]);
    }
  });

  test('are run once by one key, however often it is sent', async () => {
    const [id = ''] = await jobs(api.ana, {});
    const key = { 'idempotency-key': 'run-them' };
    const first = await bulk(api.ana, { ids: [id], action: 'run' }, key);
    expect(await bulk(api.ana, { ids: [id], action: 'run' }, key)).toEqual(first);
    expect(await records.runs(id)).toHaveLength(1);
  });

  test('fail one by one: what is wrong with one holds up no other', async () => {
    const [own = '', disabled = ''] = await jobs(api.ana, {}, { enabled: false });
    const [bobs = ''] = await jobs(api.bob, {});
    const { results } = await bulk(api.ana, { ids: [bobs, disabled, own, 'nonsense', own], action: 'run' });
    expect(results.map(({ outcome, error }) => error?.code ?? outcome)).toEqual([
      ...['NOT_FOUND', 'JOB_DISABLED', 'done', 'NOT_FOUND'],
    ]);
    expect(await records.runs(bobs)).toEqual([]);
  });
});

describe('tags of many jobs', () => {
  const tagsOf = async (id: string) => (await records.job(id)).tags;

  test('are added where they are missing and removed where they are, and the others stay in their order', async () => {
    const two = await jobs(api.ana, { tags: ['b'] }, { tags: ['new', 'b', 'a'] });
    const [first = '', second = ''] = two;
    expect(outcomes(await bulk(api.ana, { ids: two, action: 'tag', tags: ['a', ' new '] }))).toEqual([
      'done',
      'unchanged',
    ]);
    expect([await tagsOf(first), await tagsOf(second)]).toEqual([
      ['b', 'a', 'new'],
      ['new', 'b', 'a'],
    ]);
    const [revision] = (await records.revisions(first)).slice(-1);
    expect(revision).toMatchObject({ action: 'edit' });
    const gone = { action: 'untag', tags: ['b', 'none'] };
    expect(outcomes(await bulk(api.ana, { filter: { tag: 'b' }, ...gone }))).toEqual(['done', 'done']);
    expect([await tagsOf(first), await tagsOf(second)]).toEqual([
      ['a', 'new'],
      ['new', 'a'],
    ]);
    expect(outcomes(await bulk(api.ana, { ids: two, ...gone }))).toEqual(['unchanged', 'unchanged']);
  });

  test('leave alone a job that would have too many, and jobs of others', async () => {
    const many = Array.from({ length: 20 }, (_, n) => `t${n}`);
    const [full = ''] = await jobs(api.ana, { tags: many });
    const [bobs = ''] = await jobs(api.bob, {});
    const { results } = await bulk(api.ana, { ids: [full, bobs], action: 'tag', tags: ['one more'] });
    expect(results.map(({ error }) => error?.code)).toEqual(['TOO_MANY_TAGS', 'NOT_FOUND']);
    expect([await tagsOf(full), await tagsOf(bobs)]).toEqual([many, []]);
  });

  test('change no run that waits', async () => {
    const [id = ''] = await jobs(api.ana, {
      schedule: { kind: 'once', at: new Date(Date.now() + 60_000).toISOString() },
    });
    const { nextRunAt, scheduleRevision } = await records.job(id);
    await bulk(api.ana, { ids: [id], action: 'tag', tags: ['later'] });
    expect(await records.job(id)).toMatchObject({ nextRunAt, scheduleRevision, tags: ['later'] });
  });
});

describe('jobs by a filter', () => {
  test('are the user’s own jobs that match it', async () => {
    const dora = await api.newcomer();
    const [report = ''] = await jobs(dora, { tags: ['report'] }, { tags: ['ops'] });
    await jobs(api.bob, { tags: ['report'] });
    const answer = await bulk(dora, { filter: { tag: 'report', enabled: true }, action: 'disable' });
    expect([ids(answer), outcomes(answer), answer.nextCursor]).toEqual([[report], ['done'], null]);
  });

  test('are all of the user’s own jobs if it is empty', async () => {
    const dora = await api.newcomer();
    const two = await jobs(dora, {}, {});
    expect(ids(await bulk(dora, { filter: {}, action: 'delete' })).sort()).toEqual([...two].sort());
  });
});

describe('a request for many jobs is refused', () => {
  test.each([
    ['without jobs', { action: 'run' }, 'ids'],
    ['with none', { action: 'run', ids: [] }, 'ids'],
    ['with ids and a filter', { action: 'run', ids: ['a'], filter: {} }, 'ids'],
    ['with more than 1,000', { action: 'run', ids: Array.from({ length: 1_001 }, (_, i) => `${i}`) }, 'ids'],
    ['to do what cannot be done', { action: 'pause', ids: ['a'] }, 'action'],
    ['to add no tags', { action: 'tag', ids: ['a'] }, 'tags'],
    ['with tags for another action', { action: 'run', ids: ['a'], tags: ['b'] }, 'tags'],
    ['by an unknown filter', { action: 'run', filter: { owner: 'bob@example.com' } }, 'filter.owner'],
    ['from a cursor of nobody', { action: 'run', filter: {}, cursor: 'nonsense' }, 'cursor'],
  ])('%s', async (_, body, path) => {
    const error = await api.ana.refused('POST', '/users/jobs/bulk', body);
    expect(error).toMatchObject({ status: 422, paths: [path] });
  });
});

describe('an administrator', () => {
  test('edits no tags of others', async () => {
    const [ids] = [await jobs(api.ana, {})];
    const error = await api.carla.refused('POST', '/admin/jobs/bulk', { ids, action: 'tag', tags: ['mine'] });
    expect(error).toMatchObject({ status: 422, paths: ['action'] });
  });

  test('changes jobs of any user, and is recorded as the one who did', async () => {
    const [ofAna = '', ofBob = ''] = [...(await jobs(api.ana, {})), ...(await jobs(api.bob, {}))];
    const { body } = await api.carla.post<BulkAnswer>('/admin/jobs/bulk', {
      ids: [ofAna, ofBob],
      action: 'disable',
    });
    expect(outcomes(body)).toEqual(['done', 'done']);
    expect((await records.revisions(ofBob)).at(-1)?.by?.toHexString()).toBe(api.carla.id);
  });

  test('changes all jobs of an owner', async () => {
    const dora = await api.newcomer();
    const two = await jobs(dora, {}, {});
    const body = { filter: { owner: dora.email }, action: 'delete' };
    const answer = await api.carla.post<BulkAnswer>('/admin/jobs/bulk', body);
    expect(ids(answer.body).sort()).toEqual([...two].sort());
  });
});
