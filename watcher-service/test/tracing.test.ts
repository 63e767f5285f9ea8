import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { register } from '@punctual/testing/api/person';
import { spawnService } from '@punctual/testing/backing/spawn-service';
import { Receiver } from '@punctual/testing/telemetry/receiver';
import { PATIENCE_MS, until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { expect, onTestFinished, test } from 'vitest';

const here = useSurroundings();

/** Starts both services as processes, and runs one job by hand until it has ended. */
async function aTracedRun(env: Record<string, string>) {
  const JWT_SECRET = randomBytes(32).toString('base64');
  const api = await spawnService('scheduler-service', { ...here.env, JWT_SECRET, LOG_LEVEL: 'info', ...env });
  onTestFinished(() => void api.stop());
  const watcher = await here.spawn(env);
  const ana = await register(api.url, `ana-${randomBytes(4).toString('hex')}`);
  const { id } = await created(ana, aJob({ schedule: { kind: 'cron', expression: '0 0 1 1 *' } }));
  const { body: run } = await ana.post<{ id: string }>(`/users/jobs/${id}/run`);
  await until(async () => {
    expect((await ana.get(`/users/runs/${run.id}`)).body).toMatchObject({ status: 'COMPLETED' });
  });
  return { api, watcher, runId: run.id };
}

/** The scripts that processes have loaded, as their coverage has them. */
function scriptsIn(folder: string): string[] {
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const coverages = files.map((text) => JSON.parse(text) as { result: { url: string }[] });
  return coverages.flatMap(({ result }) => result.map(({ url }) => url));
}

/** prom-client brings the interface alone, which does nothing by itself. */
const isOfTracing = (url: string): boolean => /@opentelemetry\/(?!api\/)/.test(url);

/** Returns whether a trace has a span of a system. */
const sees = (spans: Receiver['spans'], system: string, traceId: string) =>
  spans.some(({ traceId: of, facts }) => of === traceId && Object.values(facts).includes(system));

test('a run can be followed from the request to the attempt, through MongoDB, Redis and the queue', async () => {
  const receiver = await new Receiver().open();
  const { api, watcher, runId } = await aTracedRun({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
  await Promise.all([api.stop(), watcher.stop()]);

  const request = receiver.named('POST /users/jobs/:id/run');
  expect(request).toMatchObject({ service: 'scheduler-service' });
  const attempt = receiver.spans.find(({ facts }) => facts['punctual.run.id'] === runId);
  expect(attempt).toMatchObject({ service: 'watcher-service', name: 'run log', traceId: request?.traceId });
  expect(attempt?.parentId).toBe(request?.spanId);
  const trace = String(request?.traceId);
  expect([sees(receiver.spans, 'mongodb', trace), sees(receiver.spans, 'redis', trace)]).toEqual([
    true,
    true,
  ]);
  expect(receiver.spans.some(({ name }) => /health|metrics/.test(name))).toBe(false);
});

test('a span shows nothing of what a job sends, and no password', async () => {
  const receiver = await new Receiver().open();
  const { api, watcher } = await aTracedRun({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
  await Promise.all([api.stop(), watcher.stop()]);
  expect(receiver.spans.length).toBeGreaterThan(5);
  expect(JSON.stringify(receiver.spans)).not.toMatch(/correct horse|\$2b\$|Bearer /);
});

test('without the variables nothing is sent, and nothing of OpenTelemetry is loaded beyond what prom-client brings', async () => {
  const receiver = await new Receiver().open();
  const folder = mkdtempSync(join(tmpdir(), 'punctual-scripts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { api, watcher } = await aTracedRun({ OTEL_SERVICE_NAME: 'unwanted', NODE_V8_COVERAGE: folder });
  await Promise.all([api.stop(), watcher.stop()]);
  const scripts = scriptsIn(folder);
  expect(scripts.filter((url) => url.endsWith('/telemetry/tracing.js'))).toHaveLength(2);
  expect(scripts.filter(isOfTracing)).toEqual([]);
  expect([receiver.connections, receiver.spans]).toEqual([0, []]);
});

test('a receiver that is away holds up neither a run nor the end of a process', async () => {
  const started = Date.now();
  const { api, watcher } = await aTracedRun({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
  const ends = await Promise.all([api.stop(), watcher.stop()]);
  expect(ends).toEqual([
    { code: 0, signal: null },
    { code: 0, signal: null },
  ]);
  expect(Date.now() - started).toBeLessThan(2 * PATIENCE_MS);
});

test('what cannot be done ends the start, with the variables named', async () => {
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_TRACES_SAMPLER_ARG: '2',
  };
  await expect(here.spawn(env)).rejects.toThrow(
    /OTEL_EXPORTER_OTLP_PROTOCOL: only http\/protobuf is spoken here.*OTEL_TRACES_SAMPLER_ARG: must be/s,
  );
});
