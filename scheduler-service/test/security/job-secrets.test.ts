import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { JobView } from '@punctual/contracts/jobs/job';
import { Api, useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { Types } from 'mongoose';
import { describe, expect, onTestFinished, test } from 'vitest';

const CANARY = 'canary-5f0c1d';
const SECRETS_KEY = randomBytes(32).toString('base64');
const api = useApi({ env: { SECRETS_KEY } });

/** Seals a secret as the release before did: for its owner alone. */
function sealedBefore(ownerId: string) {
  const key = Buffer.from(hkdfSync('sha256', SECRETS_KEY, '', 'punctual/job-secrets/v1', 32));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(ownerId));
  const text = Buffer.concat([iv, cipher.update(CANARY), cipher.final(), cipher.getAuthTag()]);
  const id = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return { sealed: `v1.${id}.${text.toString('base64url')}`, setAt: '2026-03-01T12:00:00.000Z' };
}

const aCall = (more: object = {}) => ({
  type: 'http',
  url: 'https://example.com/hook',
  method: 'POST',
  headers: { Authorization: 'Bearer {{ secrets.TOKEN }}' },
  body: { sign: ['{{secrets.SIGNATURE}}'] },
  secrets: { TOKEN: CANARY, SIGNATURE: `${CANARY}-too` },
  ...more,
});
const aSecretJob = (more: object = {}) => aJob({ task: aCall(more) });
const MASKED = { value: '••••', setAt: expect.stringMatching(/^\d{4}-.*Z$/) };
const secretsOf = ({ task }: JobView) => (task as { secrets?: Record<string, { setAt: string }> }).secrets;

/** All that the database holds, as text. */
async function dump(): Promise<string> {
  const collections = await api.database.listCollections().toArray();
  const all = collections.map(({ name }) => api.database.collection(name).find().toArray());
  return JSON.stringify(await Promise.all(all));
}

const LONG = 'x'.repeat(4_096);
const HINT =
  'This counts the values of its secrets, wherever they are referred to: refer to them less often.';
const tooLarge = (path: string, message: string) => ({
  status: 422,
  body: { error: { details: [{ path, message: `${message} ${HINT}` }] } },
});

describe('the size of a request', () => {
  test('counts what its secrets are: a small job cannot send a large body', async () => {
    const body = '{{secrets.A}}'.repeat(5_000);
    const answer = await api.ana.post('/users/jobs', aSecretJob({ body, secrets: { TOKEN: 'x', A: LONG } }));
    expect(answer).toMatchObject(tooLarge('task.body', 'A body has at most 64 KiB.'));
  });

  test('counts them in headers too', async () => {
    const headers = { 'X-A': '{{secrets.A}}'.repeat(5) };
    const answer = await api.ana.post(
      '/users/jobs',
      aSecretJob({ headers, body: null, secrets: { A: LONG } }),
    );
    expect(answer).toMatchObject(
      tooLarge('task.headers', 'Address and headers have at most 16 KiB together.'),
    );
  });

  test('counts one that is kept, and one that is sent as JSON is longer than it is', async () => {
    const quotes = '"'.repeat(4_096);
    const job = await created(
      api.ana,
      aSecretJob({ body: ['{{secrets.A}}'], secrets: { TOKEN: 'x', A: quotes } }),
    );
    const edit = (count: number) =>
      api.ana.patch(`/users/jobs/${job.id}`, {
        task: aCall({ body: Array(count).fill('{{secrets.A}}'), secrets: secretsOf(job) }),
      });
    expect(await edit(7)).toMatchObject({ status: 200 });
    expect(await edit(8)).toMatchObject(tooLarge('task.body', 'A body has at most 64 KiB.'));
  });
});

describe('the secrets of a job', () => {
  test('are answered as when they were set, and never as what they are', async () => {
    const job = await created(api.ana, aSecretJob());
    expect(secretsOf(job)).toEqual({ TOKEN: MASKED, SIGNATURE: MASKED });
    const { body } = await api.ana.get<JobView>(`/users/jobs/${job.id}`);
    expect(body.task).toEqual(job.task);
  });

  test('stand in no answer, whatever is asked, and nowhere in the database', async () => {
    const key = { 'idempotency-key': randomBytes(8).toString('hex') };
    const draft = aSecretJob();
    const answers = [await api.ana.post<JobView>('/users/jobs', draft, key)];
    const { id } = (answers[0] as { body: JobView }).body;
    answers.push(await api.ana.post('/users/jobs', draft, key));
    answers.push(
      await api.ana.patch(`/users/jobs/${id}`, {
        task: aCall({ secrets: { TOKEN: `${CANARY}-2`, SIGNATURE: CANARY } }),
      }),
    );
    answers.push(await api.ana.post(`/users/jobs/${id}/clone`));
    answers.push(await api.ana.post(`/users/jobs/${id}/run`));
    for (const path of ['', '/history', '/runs']) answers.push(await api.ana.get(`/users/jobs/${id}${path}`));
    answers.push(
      await api.ana.get('/users/jobs'),
      await api.carla.get('/admin/jobs'),
      await api.carla.get('/admin/audit'),
    );
    expect(answers.map(({ status }) => status < 300)).toEqual(answers.map(() => true));
    for (const { text } of answers) expect(text).not.toMatch(/canary|"sealed"/);
    const held = await dump();
    expect(held).toContain('"sealed":"v2.');
    expect(held).not.toContain('canary');
  });

  test('stay when they are sent back as they were answered, and go when they are left out', async () => {
    const job = await created(api.ana, aSecretJob());
    const kept = await api.ana.patch<JobView>(`/users/jobs/${job.id}`, {
      task: { ...job.task, method: 'PUT' },
    });
    expect(secretsOf(kept.body)).toEqual(secretsOf(job));
    const gone = await api.ana.patch<JobView>(`/users/jobs/${job.id}`, {
      task: { ...job.task, headers: {}, body: 'x', secrets: {} },
    });
    expect([gone.status, secretsOf(gone.body)]).toEqual([200, {}]);
  });

  test('go along to a job that is made from another of one’s own, and from nobody else’s', async () => {
    const job = await created(api.ana, aSecretJob());
    const copy = aSecretJob({ secrets: { ...secretsOf(job), TOKEN: 'another' } });
    const path = `/users/jobs?secretsFrom=${job.id}`;
    const { status, body } = await api.ana.post<JobView>(path, copy);
    expect([status, secretsOf(body)?.SIGNATURE]).toEqual([201, secretsOf(job)?.SIGNATURE]);
    expect((await api.bob.refused('POST', path, copy)).paths).toEqual(['task.secrets.SIGNATURE']);
  });

  test('come back with the version that had them', async () => {
    const job = await created(api.ana, aSecretJob());
    await api.ana.patch(`/users/jobs/${job.id}`, { task: { type: 'log' } });
    const { status, body } = await api.ana.post<JobView>(`/users/jobs/${job.id}/revert`, { revision: 1 });
    expect([status, secretsOf(body)]).toEqual([200, secretsOf(job)]);
  });
});

describe('a secret that is kept', () => {
  const ELSEWHERE = [
    'https://elsewhere.example/hook',
    'http://example.com/hook',
    'https://example.com:8443/hook',
    'https://example.com.elsewhere.example/hook',
    'https://example.com@elsewhere.example/hook',
  ];
  const KEPT = ['task.secrets.TOKEN', 'task.secrets.SIGNATURE'];

  test.each(ELSEWHERE)('is not sent to another origin than it was given for, by no edit: %s', async (url) => {
    const job = await created(api.ana, aSecretJob());
    const task = { ...job.task, url };
    const draft = { ...aSecretJob(), task };
    const path = `/users/jobs/${job.id}`;
    const asked = [
      await api.ana.send('PATCH', path, { task }),
      await api.ana.send('PUT', path, draft),
      await api.carla.send('PATCH', `/admin/jobs/${job.id}`, { task }),
      await api.ana.post(`/users/jobs?secretsFrom=${job.id}`, draft),
      await api.ana.post('/users/jobs/import', { jobs: [draft] }),
    ];
    expect(asked.filter(({ status }) => status < 400)).toEqual([]);
    expect(secretsOf((await api.ana.get<JobView>(path)).body)).toEqual(secretsOf(job));
  });

  test.each([
    ['PATCH', (id: string) => `/users/jobs/${id}`],
    ['POST', (id: string) => `/users/jobs?secretsFrom=${id}`],
  ] as const)('is asked for again by a %s with another origin, at its field', async (method, pathOf) => {
    const job = await created(api.ana, aSecretJob());
    const task = { ...job.task, url: 'https://elsewhere.example/' };
    const error = await api.ana.refused(method, pathOf(job.id), { ...aSecretJob(), task });
    expect(error).toMatchObject({ status: 422, paths: KEPT });
    expect(error.details[0]?.message).toBe(
      'This secret was given for https://example.com. Enter its value again to send it to https://elsewhere.example.',
    );
  });

  test('goes to another path of the same origin, however it is written', async () => {
    const job = await created(api.ana, aSecretJob());
    const task = { ...job.task, url: 'https://EXAMPLE.com:443/another?a=b' };
    expect((await api.ana.patch(`/users/jobs/${job.id}`, { task })).status).toBe(200);
  });

  test('goes back to its origin with the version that had it, and not to that of another version', async () => {
    const job = await created(api.ana, aSecretJob());
    const task = aCall({ url: 'https://elsewhere.example/', secrets: { TOKEN: 'b', SIGNATURE: 'b' } });
    await api.ana.patch(`/users/jobs/${job.id}`, { task });
    const { body } = await api.ana.post<JobView>(`/users/jobs/${job.id}/revert`, { revision: 1 });
    expect(body.task).toEqual(job.task);
    const again = { ...body.task, url: 'https://elsewhere.example/' };
    expect((await api.ana.refused('PATCH', `/users/jobs/${job.id}`, { task: again })).paths).toEqual(KEPT);
  });

  test('of the release before is bound to the origin that its job calls, by the next edit of the call', async () => {
    const job = await created(api.ana, aSecretJob());
    const secrets = { TOKEN: sealedBefore(job.ownerId), SIGNATURE: sealedBefore(job.ownerId) };
    const jobs = api.database.collection('jobs');
    await jobs.updateOne({ _id: new Types.ObjectId(job.id) }, { $set: { 'task.secrets': secrets } });
    const { body } = await api.ana.get<JobView>(`/users/jobs/${job.id}`);
    const elsewhere = { ...body.task, url: 'https://elsewhere.example/' };
    expect((await api.ana.refused('PATCH', `/users/jobs/${job.id}`, { task: elsewhere })).paths).toEqual(
      KEPT,
    );
    const kept = await api.ana.patch<JobView>(`/users/jobs/${job.id}`, {
      task: { ...body.task, method: 'PUT' },
    });
    expect([kept.status, secretsOf(kept.body)]).toEqual([200, secretsOf(body)]);
    const stored = await jobs.findOne({ _id: new Types.ObjectId(job.id) });
    expect(stored?.task.secrets.TOKEN.sealed).toMatch(/^v2\./);
  });
});

describe('a secret is refused', () => {
  test.each([
    ['that nobody has set', 'task.headers.Authorization', { secrets: { SIGNATURE: 'x' } }],
    ['that a body names and nobody has set', 'task.body', { secrets: { TOKEN: 'x' } }],
    ['that an address names and nobody has set', 'task.url', { url: 'https://example.com/{{secrets.A}}' }],
    [
      'with a line break, which would begin another header',
      'task.secrets.TOKEN',
      { secrets: { TOKEN: 'a\r\nX: 1', SIGNATURE: 'x' } },
    ],
    ['that is empty', 'task.secrets.TOKEN', { secrets: { TOKEN: '', SIGNATURE: 'x' } }],
    [
      'to be kept that there is not',
      'task.secrets.TOKEN',
      { secrets: { TOKEN: { value: '••••', setAt: '2030-01-01T00:00:00.000Z' }, SIGNATURE: 'x' } },
    ],
    [
      'that says it is sealed',
      'task.secrets.TOKEN',
      { secrets: { TOKEN: { sealed: 'v1.x', setAt: '2030-01-01T00:00:00.000Z' }, SIGNATURE: 'x' } },
    ],
  ])('%s', async (_, path, more) => {
    const error = await api.ana.refused('POST', '/users/jobs', aSecretJob(more));
    expect(error.status).toBe(422);
    expect(error.paths.join()).toContain(path);
  });

  test('where no key is set to seal it', async () => {
    const own = new Api();
    onTestFinished(() => own.drop());
    await own.startWithCast();
    const error = await own.ana.refused('POST', '/users/jobs', aSecretJob());
    expect(error).toMatchObject({ status: 422, code: 'NOT_AVAILABLE', paths: ['task.secrets'] });
    expect(error.details[0]?.message).toContain('SECRETS_KEY is not set');
  });
});
