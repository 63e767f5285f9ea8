import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { figureIn } from '@punctual/testing/figure';
import { describe, expect, test } from 'vitest';

const TOKEN = 'a-token-of-many-letters';
const api = useApi({ env: { METRICS_TOKEN: TOKEN } });
const BY_TOKEN = { authorization: `Bearer ${TOKEN}` };
const metrics = (headers: Record<string, string> = BY_TOKEN) => api.nobody.get('/metrics', headers);

const figure = async (name: string, ...labels: string[]) => figureIn((await metrics()).text, name, ...labels);

describe('the metrics', () => {
  test('are in the format of Prometheus', async () => {
    const { status, headers, text } = await metrics();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toMatch(/^# TYPE process_cpu_seconds_total counter$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds{service="scheduler-service"} /m);
  });

  test('count requests by the pattern of their route, never by their address', async () => {
    const { id } = await created(api.ana);
    await api.ana.get(`/users/jobs/${id}`);
    await api.ana.get('/users/jobs/no-such-job');
    const route = ['method="GET"', 'route="/users/jobs/:id"'];
    expect(await figure('punctual_http_requests_total', ...route, 'status="200"')).toBe(1);
    expect(await figure('punctual_http_requests_total', ...route, 'status="404"')).toBe(1);
    expect(await figure('punctual_http_request_duration_seconds_count', ...route)).toBe(2);
    expect((await metrics()).text).not.toContain(id);
  });

  test('give all paths that nothing answers one label', async () => {
    await api.ana.get('/nowhere/at/all');
    expect((await metrics()).text).not.toContain('nowhere');
    expect(await figure('punctual_http_requests_total', 'route="other"', 'status="404"')).toBe(1);
  });

  test('show the connections to the database', async () => {
    await api.ana.get('/users/jobs');
    expect(await figure('punctual_mongodb_connections', 'state="open"')).toBeGreaterThan(0);
    expect(await figure('punctual_mongodb_connections', 'state="in_use"')).toBeGreaterThanOrEqual(0);
  });

  test('count runs that end here: what is canceled with its job', async () => {
    const soon = new Date(Date.now() + 2_500).toISOString();
    const job = await created(api.ana, aJob({ schedule: { kind: 'once', at: soon } }));
    await api.ana.patch(`/users/jobs/${job.id}/disable`);
    expect(await figure('punctual_runs_total', 'status="CANCELED"', 'type="log"')).toBe(1);
  });
});

describe('the metrics may be read', () => {
  test.each([
    ['by nobody without the token, on this machine too', {}],
    ['by nobody with a wrong token', { authorization: 'Bearer another-token-of-letters' }],
  ])('%s', async (_, headers) => {
    const error = await api.nobody.refused('GET', '/metrics', undefined, headers);
    expect(error).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('with the token, from anywhere', async () => {
    expect((await metrics({ 'x-forwarded-for': '203.0.113.7', ...BY_TOKEN })).status).toBe(200);
  });
});
