import type { JobView } from '@punctual/contracts/jobs/job';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { describe, expect, test } from 'vitest';

const calling = (url: string) => aJob({ task: { type: 'http', url } });
const NOT_PUBLIC = [
  ...['127.1', '[::ffff:7f00:1]', '169.254.169.254', '2130706433', '10.0.0.1:8080', '168.63.129.16'],
  ...['localhost', 'LOCALHOST.:9999', 'any.localhost'],
];
const PRIVATE = 'That address is inside a private network, which jobs cannot call.';

describe('an address in a job: where the operator says nothing of networks', () => {
  const api = useApi();
  const refused = (url: string) => api.ana.refused('POST', '/users/jobs', calling(url));

  test.each(NOT_PUBLIC)('%s is not public, and refused with one and the same sentence', async (host) => {
    const { status, details } = await refused(`http://${host}/`);
    expect([status, details]).toEqual([422, [{ path: 'task.url', message: PRIVATE }]]);
  });

  test('of a port that jobs may not call the reason is another one', async () => {
    const { status, details } = await refused('https://example.com:8443/x');
    const message = 'Jobs may not call port 8443: only 80, 443 and what HTTP_ALLOWED_PORTS names.';
    expect([status, details]).toEqual([422, [{ path: 'task.url', message }]]);
  });

  test('it is refused wherever a job is saved', async () => {
    const { id } = await created(api.ana, calling('https://example.com/'));
    const { task } = calling('http://10.0.0.1/');
    expect((await api.ana.refused('PATCH', `/users/jobs/${id}`, { task })).paths).toEqual(['task.url']);
    expect((await api.ana.refused('PUT', `/users/jobs/${id}`, calling('http://10.0.0.1/'))).status).toBe(422);
    const jobs = [calling('https://example.com/'), calling('http://10.0.0.1/')];
    expect((await api.ana.refused('POST', '/users/jobs/import', { jobs })).paths).toEqual([
      'jobs.1.task.url',
    ]);
    await api.database.collection('jobs').updateMany({}, { $set: { 'task.url': 'http://10.0.0.1/' } });
    expect((await api.ana.refused('POST', `/users/jobs/${id}/clone`)).paths).toEqual(['task.url']);
  });
});

describe('an address in a job: where the operator has opened and closed networks', () => {
  const env = {
    HTTP_ALLOWED_NETWORKS: '10.0.0.0/8,fd00::/8,::1',
    HTTP_DENIED_NETWORKS: '10.1.0.0/16,203.0.114.0/24',
    HTTP_ALLOWED_PORTS: '8000-8999',
  };
  const api = useApi({ env });

  test.each([
    ...['http://10.0.0.1/', 'http://[fd00::1]/', 'https://203.0.115.1/'],
    ...['http://localhost:8080/', 'http://localhost.example.com/', 'https://example.com:8443/'],
  ])('%s is taken', async (url) => {
    const { id } = await created(api.ana, calling(url));
    expect((await api.ana.get<JobView>(`/users/jobs/${id}`)).body.task).toMatchObject({ url });
  });

  test.each(['http://127.0.0.1/', 'http://10.1.2.3/', 'https://203.0.114.1/', 'http://localhost:9000/'])(
    '%s is refused',
    async (url) => {
      expect((await api.ana.refused('POST', '/users/jobs', calling(url))).paths).toEqual(['task.url']);
    },
  );
});
