import { useApi } from '@punctual/testing/api/api';
import { aJob, anEmailJob, created } from '@punctual/testing/api/job-drafts';
import { describe, expect, test } from 'vitest';

const CALLED = 'https://example.com/hook';

const api = useApi();
const refusal = (draft: object) => api.ana.refused('POST', '/users/jobs', draft);
const aCallJob = (more: object) => aJob({ task: { type: 'http', url: CALLED, method: 'POST', ...more } });
const aSecretCall = (body: string) => aCallJob({ body, secrets: { TOKEN: 'x' } });

describe('a placeholder that cannot be filled in', () => {
  test.each([
    ['task.subject', 'Line 1, column 8: There is no “name”.', anEmailJob({ subject: 'For {{ name }}' })],
    ['task.text', 'Line 2, column 4: There is no “job.nmae”.', anEmailJob({ text: 'Dear\n{{ job.nmae }}' })],
    ['task.url', 'There is no “date”.', aCallJob({ url: `${CALLED}/{{ date }}` })],
    ['task.html', 'tag {% if now %} not closed', anEmailJob({ html: '<p>{% if now %}</p>' })],
    ['task.body.id', 'There is no filter “shout”.', aCallJob({ body: { id: '{{ now | shout }}' } })],
    ['task.headers.X-A', 'There is no tag “include”.', aCallJob({ headers: { 'X-A': '{% include "a" %}' } })],
    ['task.text', 'There is no “data.to”.', anEmailJob({ text: '{{ data.to }}', data: { name: 'Ana' } })],
    ['task.text', 'An email holds no secrets.', anEmailJob({ text: '{{ secrets.TOKEN }}' })],
    ['task.url', 'Scheme, host and port', aCallJob({ url: 'https://{{ data.host }}/', data: { host: 'a' } })],
    ['task.to.0', 'An address holds no placeholder.', anEmailJob({ to: ['{{data.to}}@example.com'] })],
    ['task.body', 'The name of a field holds', aCallJob({ body: { '{{ job.id }}': 1 } })],
    ['task.body', 'A secret is put in as it is', aSecretCall('{{ secrets.TOKEN | upcase }}')],
    ['task.body', 'A secret is put in as it is', aSecretCall('{% if secrets.TOKEN == "a" %}{% endif %}')],
    ['task.body', 'There is no “name”', aSecretCall('{% assign name = "secrets" %}{{ [name] }}')],
    ['task.data', 'Data have at most 16 KiB.', anEmailJob({ data: { long: 'x'.repeat(16_400) } })],
  ])('is refused at %s: %s', async (path, message, draft) => {
    const error = await refusal(draft);
    expect(error).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', paths: [path] });
    expect(error.message).toContain(message);
  });

  test('is refused in an edit and in an import, too, and in German', async () => {
    const job = await created(api.ana, anEmailJob());
    const task = { ...job.task, text: '{{ name }}' };
    expect((await api.ana.refused('PATCH', `/users/jobs/${job.id}`, { task })).paths).toEqual(['task.text']);
    const jobs = [anEmailJob(), anEmailJob({ text: '{{ name }}' })];
    expect((await api.ana.refused('POST', '/users/jobs/import', { jobs })).paths).toEqual([
      'jobs.1.task.text',
    ]);
  });

  test('is kept as it is typed where the task says so', async () => {
    const job = await created(api.ana, anEmailJob({ text: '{{ name }} {%', placeholders: false }));
    expect(job.task).toMatchObject({ text: '{{ name }} {%', placeholders: false });
  });
});
