import type { JobView } from '@punctual/contracts/jobs/job';
import { DAY_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { aJob, anEmailJob, created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { Records } from '@punctual/testing/api/records';
import { Types } from 'mongoose';
import { beforeAll, describe, expect, test } from 'vitest';

interface List {
  data: JobView[];
  page: { number: number; limit: number; total: number; totalIsCapped: boolean; pages: number } | null;
  nextCursor: string | null;
}

const api = useApi();
const records = new Records(api);
let dora: Person;
const list = async (query = '', person = dora) => (await person.get<List>(`/users/jobs${query}`)).body;
const names = ({ data }: List) => data.map(({ name }) => name);

beforeAll(async () => {
  dora = await api.newcomer();
  for (const name of ['one', 'two', 'three', 'four', 'five'])
    await created(dora, aJob({ name, enabled: name !== 'three' }));
});

describe('the list of jobs', () => {
  test('holds the user’s own, newest first, twenty to a page', async () => {
    const answer = await list();
    expect(names(answer)).toEqual(['five', 'four', 'three', 'two', 'one']);
    expect(answer.page).toEqual({ number: 1, limit: 20, total: 5, totalIsCapped: false, pages: 1 });
    expect(answer.nextCursor).toBeNull();
  });

  test('shows each job as it is shown alone', async () => {
    const [newest] = (await list()).data;
    expect((await dora.get(`/users/jobs/${newest?.id}`)).body).toEqual(newest);
  });

  test('of a user without jobs is empty', async () => {
    const answer = await list('', await api.newcomer());
    expect(answer).toMatchObject({ data: [], page: { total: 0, pages: 0 }, nextCursor: null });
  });
});

describe('pages', () => {
  test('are counted from one', async () => {
    const answer = await list('?page=2&limit=2');
    expect(names(answer)).toEqual(['three', 'two']);
    expect(answer.page).toMatchObject({ number: 2, limit: 2, total: 5, pages: 3 });
  });

  test.each([7, 1_000_000_000, Number.MAX_SAFE_INTEGER])('beyond the end are empty: %i', async (page) => {
    expect(await list(`?limit=2&page=${page}`)).toMatchObject({
      data: [],
      nextCursor: null,
      page: { total: 5 },
    });
  });

  test('name the cursor that follows them, and none at the end', async () => {
    const [first, last] = [await list('?limit=2'), await list('?limit=2&page=3')];
    expect(names(await list(`?limit=2&cursor=${first.nextCursor}`))).toEqual(['three', 'two']);
    expect(last.nextCursor).toBeNull();
  });
});

describe('a cursor', () => {
  test('leads from row to row to the end, each row once, without pages', async () => {
    const seen: string[] = [];
    let next = (await list('?limit=1')).nextCursor;
    while (next) {
      const answer: List = await list(`?limit=2&cursor=${next}`);
      expect(answer.page).toBeNull();
      seen.push(...names(answer));
      next = answer.nextCursor;
    }
    expect(seen).toEqual(['four', 'three', 'two', 'one']);
  });

  test('goes on from the same place when newer jobs come', async () => {
    const person = await api.newcomer();
    for (const name of ['a', 'b', 'c']) await created(person, aJob({ name }));
    const { nextCursor } = await list('?limit=1', person);
    await created(person, aJob({ name: 'd' }));
    expect(names(await list(`?cursor=${nextCursor}`, person))).toEqual(['b', 'a']);
  });

  test('of another user shows none of their jobs', async () => {
    const { nextCursor } = await list('?limit=1');
    expect((await list(`?cursor=${nextCursor}`, await api.newcomer())).data).toEqual([]);
  });
});

describe('filters', () => {
  test('select enabled or disabled jobs, and count them', async () => {
    const disabled = await list('?enabled=false');
    expect(names(disabled)).toEqual(['three']);
    expect(disabled.page?.total).toBe(1);
    expect((await list('?enabled=true')).page?.total).toBe(4);
  });

  test('select the jobs of a status', async () => {
    await api.database.collection('jobs').updateOne({ name: 'two' }, { $set: { status: 'FAILED' } });
    expect(names(await list('?status=FAILED'))).toEqual(['two']);
    expect(names(await list('?status=RUNNING'))).toEqual([]);
  });

  test('select a kind of task', async () => {
    const person = await api.newcomer();
    await created(person, aJob({ name: 'a log' }));
    await created(person, anEmailJob({}, { name: 'an email' }));
    expect(names(await list('?type=email', person))).toEqual(['an email']);
  });

  test('select a tag, exactly as written', async () => {
    const person = await api.newcomer();
    await created(person, aJob({ name: 'a', tags: ['report', 'weekly'] }));
    await created(person, aJob({ name: 'b', tags: ['reports'] }));
    expect(names(await list('?tag=report', person))).toEqual(['a']);
    expect(names(await list('?tag=Report', person))).toEqual([]);
  });

  test.each([
    ['status=FAILED', 'status=LATE'],
    ['type=log', 'type=shell'],
    ['enabled=true', 'enabled=yes'],
  ])('of other values than %s are refused: %s', async (_, query) => {
    const name = query.split('=')[0];
    expect(await dora.refused('GET', `/users/jobs?${query}`)).toMatchObject({ status: 422, paths: [name] });
  });
});

describe('a search', () => {
  let person: Person;
  beforeAll(async () => {
    person = await api.newcomer();
    await created(person, aJob({ name: 'Monday Report' }));
    await created(person, aJob({ name: 'second', description: 'a REPORT of sorts' }));
    await created(person, aJob({ name: 'third', tags: ['reporting'] }));
    await created(person, aJob({ name: 'costs 5.00 (net)' }));
  });
  const found = async (q: string) => names(await list(`?q=${encodeURIComponent(q)}&sort=createdAt`, person));

  test('finds words within names, descriptions and tags, in any case', async () => {
    expect(await found('report')).toEqual(['Monday Report', 'second', 'third']);
  });

  test('takes every character literally', async () => {
    expect(await found('5.00 (')).toEqual(['costs 5.00 (net)']);
    expect(await found('5x00')).toEqual([]);
    for (const pattern of ['.*', '^', '[a-z]', 'x|M', '\\']) expect(await found(pattern)).toEqual([]);
  });

  test.each(['%00', ''])('for what no text holds is refused: q=%s', async (q) => {
    expect(await person.refused('GET', `/users/jobs?q=${q}`)).toMatchObject({ status: 422, paths: ['q'] });
  });
});

describe('the order', () => {
  let person: Person;
  const soon = (days: number) => ({ kind: 'once', at: new Date(Date.now() + days * DAY_MS).toISOString() });
  beforeAll(async () => {
    person = await api.newcomer();
    const jobs = [
      { name: 'b', schedule: soon(3) },
      { name: 'd', schedule: soon(1) },
      { name: 'a', schedule: soon(2) },
      { name: 'c', schedule: soon(4), enabled: false },
    ];
    for (const [i, job] of jobs.entries()) {
      const { id } = await created(person, aJob(job));
      if (job.name === 'd') continue;
      const run = await records.ended(id, new Date(Date.now() - i * DAY_MS));
      const { _id, status, reason, scheduledFor, startedAt, finishedAt, lateness } = run;
      const lastRun = { id: _id, status, reason, scheduledFor, startedAt, finishedAt, lateness };
      await records.changeJob(id, { lastRun });
    }
  });

  test.each([
    ['createdAt', 'bdac'],
    ['-createdAt', 'cadb'],
    ['name', 'abcd'],
    ['-name', 'dcba'],
    ['nextRunAt', 'dabc'],
    ['-nextRunAt', 'badc'],
    ['lastRun', 'cabd'],
    ['-lastRun', 'bacd'],
  ])('by %s is %s, what has no such time last both ways', async (sort, order) => {
    expect(names(await list(`?sort=${sort}`, person)).join('')).toBe(order);
  });

  test.each(['createdAt', '-name', 'nextRunAt', '-nextRunAt', '-lastRun'])(
    'by %s is the same in pages and by cursor, each row once',
    async (sort) => {
      const whole = names(await list(`?sort=${sort}`, person));
      const paged: string[] = [];
      for (const page of [1, 2, 3, 4]) {
        paged.push(...names(await list(`?sort=${sort}&limit=1&page=${page}`, person)));
      }
      const walked: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const answer: List = await list(`?sort=${sort}&limit=1${next && `&cursor=${next}`}`, person);
        walked.push(...names(answer));
        next = answer.nextCursor;
      }
      expect([paged, walked]).toEqual([whole, whole]);
    },
  );

  test('by names that are alike is that of their creation', async () => {
    const namesakes = await api.newcomer();
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push((await created(namesakes, aJob())).id);
    const { nextCursor } = await list('?sort=name&limit=1', namesakes);
    const rest = await list(`?sort=name&cursor=${nextCursor}`, namesakes);
    expect(rest.data.map(({ id }) => id)).toEqual(ids.slice(1));
  });

  test.each(['rank', '__proto__', 'ownerId', '--name', ''])('by "%s" is refused', async (sort) => {
    const refused = await person.refused('GET', `/users/jobs?sort=${sort}`);
    expect(refused).toMatchObject({ status: 422, paths: ['sort'] });
  });

  test('is part of a cursor: in another one it leads nowhere', async () => {
    const { nextCursor } = await list('?sort=name&limit=1', person);
    const refused = await person.refused('GET', `/users/jobs?sort=nextRunAt&cursor=${nextCursor}`);
    expect(refused).toMatchObject({ status: 422, paths: ['cursor'] });
  });
});

const LAST_RUNS = [
  ['fails', true, 'FAILED'],
  ['failed', false, 'FAILED'],
  ['runs', true, 'COMPLETED'],
  ['new', true, null],
] as const;

/** As if the last run of a job had ended so. */
async function endedAs(id: string, status: 'FAILED' | 'COMPLETED') {
  await records.lastRun(id, await records.ended(id, new Date(), { status }));
}

describe('the counts of jobs', () => {
  test('are by status and by enabled, of the user’s own', async () => {
    const person = await api.newcomer();
    for (const enabled of [true, true, false]) await created(person, aJob({ enabled }));
    const failed = await created(person);
    await api.database
      .collection('jobs')
      .updateOne({ _id: new Types.ObjectId(failed.id) }, { $set: { status: 'FAILED' } });
    const gone = await created(person);
    await person.send('DELETE', `/users/jobs/${gone.id}`);
    expect((await person.get('/users/jobs/counts')).body).toEqual({
      ...{ total: 4, totalIsCapped: false, enabled: 3, disabled: 1, failing: 0 },
      byStatus: { PENDING: 3, RUNNING: 0, COMPLETED: 0, FAILED: 1 },
    });
  });

  test('include failing jobs that are enabled, as the filter does, and no disabled ones', async () => {
    const person = await api.newcomer();
    for (const [name, enabled, status] of LAST_RUNS) {
      const { id } = await created(person, aJob({ name, enabled }));
      if (status) await endedAs(id, status);
    }
    const { body } = await person.get<{ failing: number }>('/users/jobs/counts');
    expect(body.failing).toBe(1);
    const named = async (failing: boolean) =>
      (await person.get<List>(`/users/jobs?sort=name&failing=${failing}`)).body.data.map(({ name }) => name);
    expect([await named(true), await named(false)]).toEqual([['fails'], ['failed', 'new', 'runs']]);
  });

  test('are given under the short path too', async () => {
    const person = await api.newcomer();
    expect((await person.get('/jobs/counts')).body).toMatchObject({ total: 0, enabled: 0 });
  });
});
