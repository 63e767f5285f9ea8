import type { AuditEntryView } from '@punctual/contracts/api/audit-contract';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { describe, expect, test } from 'vitest';

interface Log {
  data: AuditEntryView[];
  nextCursor: string | null;
}

const api = useApi();
const audit = async (query = '') => (await api.carla.get<Log>(`/admin/audit${query}`)).body;

describe('reading the audit log', () => {
  const rolesOf = async (person: Person, times: number) => {
    for (let n = 0; n < times; n += 1)
      await api.carla.patch(`/admin/users/${person.id}/role`, { role: n % 2 ? 'user' : 'admin' });
  };

  test('gives the newest first, and goes on at a cursor', async () => {
    await rolesOf(await api.newcomer(), 4);
    const first = await audit('?action=user.role&limit=3');
    const rest = await audit(`?action=user.role&limit=3&cursor=${first.nextCursor}`);
    const times = [...first.data, ...rest.data].map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
    expect(rest.data[0]?.id).not.toBe(first.data.at(-1)?.id);
  });

  test.each(['id', 'email'] as const)('filters by the actor, named by %s', async (by) => {
    const dora = await api.newcomer();
    await dora.get('/admin/jobs');
    const { data } = await audit(`?actor=${encodeURIComponent(dora[by])}`);
    expect(data.map(({ action }) => action)).toEqual(['access.denied', 'auth.register']);
  });

  test('leaves out logins, or all else', async () => {
    const dora = await api.newcomer();
    await dora.post('/auth/logout');
    const kinds = async (kind: string) =>
      (await audit(`?actor=${dora.id}&kind=${kind}`)).data.map(({ action }) => action);
    expect(await kinds('acts')).toEqual(['auth.register']);
    expect(await kinds('logins')).toEqual(['auth.logout']);
  });

  test('filters by two times', async () => {
    const dora = await api.newcomer();
    const [registered] = (await audit(`?actor=${dora.id}`)).data;
    const at = encodeURIComponent(String(registered?.at));
    expect((await audit(`?actor=${dora.id}&from=${at}`)).data).toHaveLength(1);
    expect((await audit(`?actor=${dora.id}&to=${at}`)).data).toEqual([]);
  });

  test.each([
    ['an action that there is not', '?action=nothing', 'action'],
    ['a time without an offset', '?from=2027-01-01T00:00:00', 'from'],
    ['a cursor that no list has given', '?cursor=abc', 'cursor'],
  ])('with %s is refused', async (_, query, path) => {
    const error = await api.carla.refused('GET', `/admin/audit${query}`);
    expect(error).toMatchObject({ status: 422, paths: [path] });
  });
});

test('the audit log: entries expire after their retention time', async () => {
  const short = await created(api.ana, aJob());
  await api.ana.patch(`/users/jobs/${short.id}/disable`);
  const [entry] = await api.database.collection('audit').find({ target: short.id }).toArray();
  const days = (entry?.expiresAt.getTime() - entry?.at.getTime()) / 86_400_000;
  expect(days).toBe(365);
});
