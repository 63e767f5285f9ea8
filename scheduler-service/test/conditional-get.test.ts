import { useApi } from '@punctual/testing/api/api';
import type { Client } from '@punctual/testing/api/client';
import { created } from '@punctual/testing/api/job-drafts';
import { describe, expect, test } from 'vitest';

const api = useApi();

/** A job of ana, and a function that reads it with the ETag that it had. */
async function known() {
  const { id } = await created(api.ana);
  const etag = String((await api.ana.get(`/users/jobs/${id}`)).headers.get('etag'));
  const askAgain = (who: Client = api.ana) => who.get(`/users/jobs/${id}`, { 'if-none-match': etag });
  return { id, etag, askAgain };
}

describe('conditional GET: a job that the client has', () => {
  test('is answered with 304 and nothing else while it is unchanged', async () => {
    const { etag, askAgain } = await known();
    const { status, headers, text } = await askAgain();
    expect([status, text]).toEqual([304, '']);
    expect(headers.get('etag')).toBe(etag);
  });

  test('is known by a list of tags too, and by the one for all', async () => {
    const { id, etag } = await known();
    for (const tags of [`"a,b", ${etag}`, `W/"x",W/${etag}`, '*'])
      expect([tags, (await api.ana.get(`/users/jobs/${id}`, { 'if-none-match': tags })).status]).toEqual([
        tags,
        304,
      ]);
    expect((await api.ana.get(`/users/jobs/${id}`, { 'if-none-match': '"a", "b"' })).status).toBe(200);
  });

  test('is answered with the job once it has changed', async () => {
    const { id, askAgain } = await known();
    await api.ana.patch(`/users/jobs/${id}`, { name: 'Changed' });
    expect(await askAgain()).toMatchObject({ status: 200, body: { name: 'Changed' } });
  });

  test('is answered to another user as if it did not exist', async () => {
    const { askAgain } = await known();
    expect((await askAgain(api.bob)).status).toBe(404);
  });

  test('is answered with 404 once it is deleted', async () => {
    const { id, askAgain } = await known();
    await api.ana.send('DELETE', `/users/jobs/${id}`);
    expect((await askAgain()).status).toBe(404);
  });
});
