import { DAY_MS } from '@punctual/contracts/time';
import type { SessionView } from '@punctual/contracts/users/user';
import { MAX_SESSIONS } from '@punctual/contracts/users/user-limits';
import { useApi } from '@punctual/testing/api/api';
import { logIn, type Person, refresh, setCookieOf } from '@punctual/testing/api/person';
import { TestClock } from '@punctual/testing/api/test-clock';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';

const clock = new TestClock();
const api = useApi({ clock });

interface List {
  data: SessionView[];
  page: { total: number };
  nextCursor: string | null;
}
const sessionsOf = async (person: Person, query = '') =>
  (await person.get<List>(`/auth/sessions${query}`)).body;
const currentOf = async (person: Person) => {
  const { data } = await sessionsOf(person);
  return data.find(({ current }) => current)?.id ?? '';
};
const end = (person: Person, id: string) => person.send('DELETE', `/auth/sessions/${id}`);

describe('the list of logins', () => {
  test('holds each with when and where it began, newest first, and says which one asks', async () => {
    const dora = await api.newcomer();
    await logIn(api.url, dora.email);
    const { data } = await sessionsOf(dora);
    const now = clock.now().toISOString();
    const endsAt = new Date(clock.now().getTime() + 30 * DAY_MS).toISOString();
    const facts = { ip: '127.0.0.1', userAgent: 'node', createdAt: now, renewedAt: now, endsAt };
    expect(data).toEqual([
      { id: expect.any(String), current: false, ...facts },
      { id: expect.any(String), current: true, ...facts },
    ]);
  });

  test('holds the user’s own, and none that has ended', async () => {
    const dora = await api.newcomer();
    clock.advance(8 * DAY_MS);
    const again = await logIn(api.url, dora.email);
    expect((await sessionsOf(again)).data).toHaveLength(1);
  });

  test('holds the newest 100: one more ends the oldest', async () => {
    const dora = await api.newcomer();
    const sessions = api.database.collection('sessions');
    const row = await sessions.findOne({ userId: new Types.ObjectId(dora.id) });
    const older = Array.from({ length: MAX_SESSIONS - 1 }, (_, i) => ({
      ...row,
      _id: Types.ObjectId.createFromTime(i + 1),
    }));
    await sessions.insertMany(older);
    await logIn(api.url, dora.email);
    expect(await sessionsOf(dora)).toMatchObject({ page: { total: MAX_SESSIONS } });
    expect(await sessions.findOne({ _id: older[0]?._id })).toBeNull();
  });

  test('goes on at a cursor', async () => {
    const dora = await api.newcomer();
    await logIn(api.url, dora.email);
    const { nextCursor, page } = await sessionsOf(dora, '?limit=1');
    expect(page.total).toBe(2);
    const rest = await sessionsOf(dora, `?cursor=${nextCursor}`);
    expect(rest.data.map(({ current }) => current)).toEqual([true]);
  });
});

describe('ending a login', () => {
  test('ends both of its tokens at once, and no others', async () => {
    const dora = await api.newcomer();
    const elsewhere = await logIn(api.url, dora.email);
    expect((await end(dora, await currentOf(elsewhere))).status).toBe(204);
    expect((await elsewhere.refused('GET', '/auth/me')).status).toBe(401);
    expect((await refresh(api.url, elsewhere.cookie)).status).toBe(401);
    expect((await dora.get('/auth/me')).status).toBe(200);
  });

  test('from which the request comes is logging out: the cookie is removed too', async () => {
    const dora = await api.newcomer();
    const answer = await end(dora, await currentOf(dora));
    expect(setCookieOf(answer)).toMatch(/Max-Age=0/);
    expect((await dora.refused('GET', '/auth/me')).status).toBe(401);
  });

  test('of another user is a 404, and leaves it alone', async () => {
    const [dora, emil] = [await api.newcomer(), await api.newcomer()];
    const error = await emil.refused('DELETE', `/auth/sessions/${await currentOf(dora)}`);
    expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await dora.get('/auth/me')).status).toBe(200);
  });

  test.each(['0123456789abcdef01234567', 'no-id'])('that does not exist is a 404: %s', async (id) => {
    const dora = await api.newcomer();
    expect((await dora.refused('DELETE', `/auth/sessions/${id}`)).status).toBe(404);
  });
});
