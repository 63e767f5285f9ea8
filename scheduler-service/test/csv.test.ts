import { get, type IncomingMessage } from 'node:http';
import { SECOND_MS } from '@punctual/contracts/time';
import type { RunDocument } from '@punctual/engine/database/documents';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { idOf, Records } from '@punctual/testing/api/records';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';

const NOON = Date.parse('2031-03-03T12:00:00.000Z');
// One download at a time: a second request of the same account shows whether the first one has ended.
const api = useApi({ env: { RATE_LIMIT_CONCURRENT: '2' } });
const records = new Records(api);
const at = (seconds: number) => new Date(NOON - seconds * SECOND_MS);

/** Records so many runs of a job, of which every second one failed. */
async function recordRuns(jobId: string, count: number, error = 'It broke.'): Promise<void> {
  const first = await records.ended(jobId, at(0));
  const attempt = {
    startedAt: at(0),
    finishedAt: at(0),
    outcome: 'FAILED',
    code: 503,
    error,
    response: null,
    timings: null,
  };
  const copies = Array.from({ length: count - 1 }, (_, n) => ({
    ...first,
    _id: new Types.ObjectId(),
    runKey: `${jobId}|${n}`,
    scheduledFor: at(n + 1),
    status: n % 2 ? ('COMPLETED' as const) : ('FAILED' as const),
    attempts: [{ ...attempt, number: 1 }],
  }));
  await api.database.collection<RunDocument>('runs').insertMany(copies as unknown as RunDocument[]);
}

const linesOf = (text: string): string[] => text.trimEnd().split('\r\n');
const firstFields = (text: string): string[] => linesOf(text).map((line) => line.split(',')[0] ?? '');

interface Listed {
  data: { id: string }[];
  nextCursor: string | null;
}

/** Reads all pages of a list. */
async function idsIn(path: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const next: string = `${path}&limit=100${cursor && `&cursor=${cursor}`}`;
    const { body } = await api.ana.get<Listed>(next);
    ids.push(...body.data.map(({ id }) => id));
    cursor = body.nextCursor;
  }
  return ids;
}

describe('a list as CSV', () => {
  test('of runs has the rows of all pages of the list, filtered and ordered as it is', async () => {
    const { id } = await created(api.ana);
    await recordRuns(id, 250);
    const query = `?jobId=${id}&status=FAILED&to=${at(3).toISOString()}`;
    const { text, headers } = await api.ana.get(`/users/runs.csv${query}`);
    expect(firstFields(text)).toEqual(['id', ...(await idsIn(`/users/runs${query}`))]);
    expect(linesOf(text)).toHaveLength(124);
    expect(linesOf(text)[1]).toContain(`,${id},Water the plants,log,FAILED,,schedule,`);
    expect(linesOf(text)[1]).toContain(',503,It broke.');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(headers.get('content-disposition')).toBe('attachment; filename="punctual-runs.csv"');
  });

  test('of jobs is sorted as asked, holds no task, and makes no formula of a name', async () => {
    const dora = await api.newcomer();
    await created(
      dora,
      aJob({ name: '=cmd|’/c calc’!A0', tags: ['a', 'b'], task: { type: 'log', data: 'hidden' } }),
    );
    await created(dora, aJob({ name: 'Say "hi", please' }));
    const { text } = await dora.get('/users/jobs.csv?sort=-name&type=log');
    const [head, first, second] = linesOf(text);
    expect(head).toMatch(/^id,name,description,tags,type,status,enabled,/);
    expect(first).toContain(',"Say ""hi"", please",,,log,PENDING,true,false,');
    expect(second).toContain(`,'=cmd|’/c calc’!A0,,"a, b",log,`);
    expect(text).not.toContain('hidden');
  });

  test('of everybody names the owner, and is for administrators', async () => {
    const dora = await api.newcomer();
    const { id } = await created(dora, aJob({ name: 'Dora’s' }));
    const run = await records.ended(id, at(0));
    const jobs = await api.carla.get(`/admin/jobs.csv?owner=${dora.id}`);
    expect(linesOf(jobs.text)[1]).toMatch(new RegExp(`^${id},Dora’s,.*,${dora.id},${dora.email}$`));
    const runs = await api.carla.get(`/admin/runs.csv?jobId=${id}`);
    expect(linesOf(runs.text).slice(1)).toEqual([
      expect.stringMatching(new RegExp(`^${idOf(run)},.*,${dora.id},${dora.email}$`)),
    ]);
    expect(await dora.refused('GET', '/admin/jobs.csv')).toMatchObject({ status: 403 });
    expect(firstFields((await dora.get('/users/runs.csv')).text)).toEqual(['id', idOf(run)]);
  });

  test('of the audit log has its details as JSON', async () => {
    const dora = await api.newcomer();
    await api.carla.patch(`/admin/users/${dora.id}/role`, { role: 'admin' });
    const { text } = await api.carla.get('/admin/audit.csv?action=user.role');
    expect(linesOf(text)[0]).toBe(
      'id,at,action,actorId,actor,credential,target,targetName,outcome,code,ip,requestId,details',
    );
    expect(linesOf(text)[1]).toContain(`,user.role,${api.carla.id},${api.carla.email},login `);
    expect(linesOf(text)[1]).toContain('"{""role"":""admin"",""before"":{""role"":""user""}}"');
  });

  test('is refused as any list is, before it begins', async () => {
    for (const query of [
      '?cursor=abc',
      '?status=NONE',
      '?limit=5',
      '?from=2031-03-04T00:00:00Z&to=2031-03-03T00:00:00Z',
    ])
      expect(await api.ana.refused('GET', `/users/runs.csv${query}`)).toMatchObject({ status: 422 });
    expect(await api.carla.refused('GET', '/admin/jobs.csv?sort=name')).toMatchObject({ paths: ['sort'] });
  });

  test('that is taken slowly leaves the next request its place', async () => {
    const { id } = await created(api.bob);
    await recordRuns(id, 750, 'x'.repeat(16_000));
    const headers = { authorization: `Bearer ${api.bob.accessToken}` };
    const download = await new Promise<IncomingMessage>((resolve) =>
      get(`${api.url}/users/runs.csv?jobId=${id}`, { headers }, resolve),
    );
    download.pause();
    expect((await api.bob.get('/users/jobs')).status).toBe(200);
    download.destroy();
  });
});
