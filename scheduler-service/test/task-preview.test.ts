import type { Answer } from '@punctual/contracts/api/endpoint';
import type { previewTask } from '@punctual/contracts/api/tasks-contract';
import { useApi } from '@punctual/testing/api/api';
import { anEmailJob, created } from '@punctual/testing/api/job-drafts';
import { TestClock } from '@punctual/testing/api/test-clock';
import { aJob, aRun } from '@punctual/testing/engine/documents';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';

type Preview = Answer<typeof previewTask>;

const NOW = new Date('2027-03-27T08:00:00.000Z');
const CANARY = 'canary-9d2f-of-a-preview';
const PATH = '/users/tasks/preview';
const LATER = anEmailJob({}, { schedule: { kind: 'once', at: '2027-04-01T00:00:00Z' } });
const api = useApi({ clock: new TestClock(NOW) });

const email = (more: object) => ({
  type: 'email',
  to: ['ops@example.com'],
  subject: 'Report',
  text: 'a',
  ...more,
});
const call = (more: object) => ({ type: 'http', url: 'https://example.com/', method: 'POST', ...more });

async function preview(task: object, more: object = {}): Promise<Preview> {
  const { status, body } = await api.ana.post<Preview>(PATH, { task, ...more });
  if (status !== 200) throw new Error(`The preview was refused: ${JSON.stringify(body)}`);
  return body;
}
const refused = (task: object, more: object = {}) => api.ana.refused('POST', PATH, { task, ...more });

describe('a preview of a task', () => {
  test('has its placeholders filled in for the run that is meant, in the zone that is meant', async () => {
    const task = email({
      subject: '{{ job.name }} on {{ run.scheduledFor | date: "%d.%m." }}',
      text: '{{ job.tags | join: ", " }} at {{ now }}',
      html: '<b>{{ job.name }}</b>',
    });
    const meant = { name: 'A <b>', tags: ['x', 'y'], timezone: 'Europe/Berlin' };
    const at = '2027-03-28T07:00:00.000Z';
    expect(await preview(task, { ...meant, scheduledFor: at })).toEqual({
      scheduledFor: at,
      timezone: 'Europe/Berlin',
      rendered: {
        subject: 'A <b> on 28.03.',
        text: 'x, y at 2027-03-28T09:00:00+02:00',
        html: '<b>A &lt;b&gt;</b>',
      },
    });
  });

  test('is for now, in the zone of the user, where nothing is said', async () => {
    await api.ana.patch('/auth/me', { timezone: 'Asia/Kolkata' });
    const { rendered, scheduledFor } = await preview(email({ text: '{{ run.scheduledFor }}' }));
    expect([rendered.text, scheduledFor]).toEqual(['2027-03-27T13:30:00+05:30', NOW.toISOString()]);
  });

  test('masks secrets wherever they are, and keeps what needs none', async () => {
    const task = call({
      url: 'https://example.com/{{ secrets.TOKEN }}?id={{ job.name | url_encode }}',
      headers: { Authorization: 'Bearer {{ secrets.TOKEN }}' },
      body: { key: '{{ secrets.TOKEN }}', n: 1 },
      secrets: { TOKEN: CANARY },
    });
    const answer = await preview(task, { name: 'A b' });
    expect(answer.rendered).toEqual({
      method: 'POST',
      url: 'https://example.com/••••?id=A%20b',
      headers: { Authorization: 'Bearer ••••' },
      body: { key: '••••', n: 1 },
    });
    expect(JSON.stringify(answer)).not.toContain(CANARY);
  });

  test('shows how the run before of a job ended', async () => {
    const { id } = await created(api.ana, LATER);
    const job = aJob({ _id: new Types.ObjectId(id) });
    const ended = { status: 'FAILED', finishedAt: new Date('2027-03-26T08:00:01Z') } as const;
    const attempt = { ...ended, outcome: 'FAILED', startedAt: null, code: 500, error: 'e', response: 'no' };
    const run = aRun(job, { ...ended, attempts: [attempt as never], scheduledFor: ended.finishedAt });
    await api.database.collection('runs').insertOne(run as never);
    const task = email({ text: '{{ previous.status }} {{ previous.response }}' });
    expect((await preview(task, { jobId: id })).rendered.text).toBe('FAILED no');
    expect((await preview(task)).rendered.text).toBe(' ');
  });

  test('keeps braces where the task says so, and shows nothing of a plain record', async () => {
    expect((await preview(email({ text: '{{ x }}', placeholders: false }))).rendered.text).toBe('{{ x }}');
    expect((await preview({ type: 'log', data: '{{ x }}' })).rendered).toEqual({});
  });

  test('makes no job and no run', async () => {
    const before = await api.counts();
    await preview(email({ text: '{{ now }}' }));
    expect(await api.counts()).toEqual(before);
  });
});

describe('a preview is refused', () => {
  test.each([
    ['for a name that there is not', 'task.text', email({ text: '{{ name }}' }), {}],
    [
      'for what cannot be filled in',
      'task.text',
      email({ text: '{{ job.name | date: "%Y" }}' }),
      { name: 'A' },
    ],
    [
      'for a subject of two lines',
      'task.subject',
      email({ subject: '{{ data.x }}', data: { x: 'a\nb' } }),
      {},
    ],
    [
      'for a header of two lines',
      'task.headers.X',
      call({ headers: { X: '{{ data.x }}' }, data: { x: 'a\nb' } }),
      {},
    ],
    [
      'for a template without an end',
      'task.text',
      email({ text: '{% for a in (1..999999) %}{% for b in (1..9) %}{% endfor %}{% endfor %}' }),
      {},
    ],
    ['for a zone that there is not', 'timezone', email({}), { timezone: 'Mars/Olympus' }],
    ['for a secret that there is not', 'task.body', call({ body: '{{ secrets.TOKEN }}' }), {}],
  ])('%s', async (_, path, task, more) => {
    expect(await refused(task, more)).toMatchObject({ status: 422, paths: [path] });
  });

  test('for the job of another user', async () => {
    const { id } = await created(api.bob, LATER);
    expect(await refused(email({}), { jobId: id })).toMatchObject({ status: 404 });
  });
});
