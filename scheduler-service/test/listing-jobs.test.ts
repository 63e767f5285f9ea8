import type { JobView } from '@punctual/shared/jobs/job';
import { beforeAll, describe, expect, test } from 'vitest';
import { useApi } from '../../shared/test/support/api/api.ts';
import { aJob, created } from '../../shared/test/support/api/job-drafts.ts';
import type { Person } from '../../shared/test/support/api/person.ts';

interface List {
  data: JobView[];
  page: { number: number; limit: number; total: number; totalIsCapped: boolean; pages: number } | null;
  nextCursor: string | null;
}

const api = useApi();
let dora: Person;
const list = async (query = '', person = dora) => (await person.get<List>(`/users/jobs${query}`)).body;
const names = ({ data }: List) => data.map(({ name }) => name);

beforeAll(async () => {
  dora = await api.newcomer();
  for (const name of ['one', 'two', 'three', 'four', 'five'])
    await created(dora, aJob({ name, enabled: name !== 'three' }));
});

describe('the list of jobs', () => {
  test('holds one’s own, newest first, twenty to a page', async () => {
    const answer = await list();
    expect(names(answer)).toEqual(['five', 'four', 'three', 'two', 'one']);
    expect(answer.page).toEqual({ number: 1, limit: 20, total: 5, totalIsCapped: false, pages: 1 });
    expect(answer.nextCursor).toBeNull();
  });

  test('shows each job as it is shown alone', async () => {
    const [newest] = (await list()).data;
    expect((await dora.get(`/users/jobs/${newest?.id}`)).body).toEqual(newest);
  });

  test('of somebody without jobs is empty', async () => {
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

  test('stays where it is when newer jobs come', async () => {
    const person = await api.newcomer();
    for (const name of ['a', 'b', 'c']) await created(person, aJob({ name }));
    const { nextCursor } = await list('?limit=1', person);
    await created(person, aJob({ name: 'd' }));
    expect(names(await list(`?cursor=${nextCursor}`, person))).toEqual(['b', 'a']);
  });

  test('of somebody else shows nothing of his', async () => {
    const { nextCursor } = await list('?limit=1');
    expect((await list(`?cursor=${nextCursor}`, await api.newcomer())).data).toEqual([]);
  });
});

describe('filters', () => {
  test('keep the enabled or the disabled, and count what they keep', async () => {
    const disabled = await list('?enabled=false');
    expect(names(disabled)).toEqual(['three']);
    expect(disabled.page?.total).toBe(1);
    expect((await list('?enabled=true')).page?.total).toBe(4);
  });

  test('keep the jobs of a status', async () => {
    await api.database.collection('jobs').updateOne({ name: 'two' }, { $set: { status: 'FAILED' } });
    expect(names(await list('?status=FAILED'))).toEqual(['two']);
    expect(names(await list('?status=RUNNING'))).toEqual([]);
  });
});
