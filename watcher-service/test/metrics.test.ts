import { aRun } from '@punctual/testing/engine/documents';
import { figureIn } from '@punctual/testing/figure';
import { ON_DEMAND } from '@punctual/testing/watcher/busy-job';
import { inSeconds, mailingJob, until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { describe, expect, it } from 'vitest';

const here = useSurroundings();

async function metricsOf(url: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}/metrics`, { headers });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

describe('the metrics of a watcher', () => {
  it('show the runs that it carried out: how they ended, and how late they began', async () => {
    const { port } = await here.watch();
    const url = `http://127.0.0.1:${port}`;
    await here.add(mailingJob('ana@example.com'));
    await until(async () => {
      const { text } = await metricsOf(url);
      expect(figureIn(text, 'punctual_runs_total', 'status="COMPLETED"', 'type="email"')).toBe(1);
      expect(figureIn(text, 'punctual_run_lateness_seconds_count', 'type="email"')).toBe(1);
    });
  });

  it('show how long its steps take, what waits, and how the process is', async () => {
    const { port } = await here.watch();
    await until(async () => {
      const { type, text } = await metricsOf(`http://127.0.0.1:${port}`);
      expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
      for (const step of ['watch', 'sweep waiting', 'sweep leases', 'sweep unsettled'])
        expect(figureIn(text, 'punctual_step_duration_seconds_count', step)).toBeGreaterThan(0);
      expect(figureIn(text, 'punctual_queue_waiting', 'type="http"')).toBe(0);
      expect(figureIn(text, 'punctual_queue_oldest_seconds', 'type="http"')).toBe(0);
      expect(figureIn(text, 'punctual_oldest_due_seconds', 'type="http"')).toBe(0);
      expect(figureIn(text, 'punctual_places_kept', 'type="http"')).toBe(5);
      expect(figureIn(text, 'punctual_places_most_by_one_owner', 'type="email"')).toBe(0);
      expect(figureIn(text, 'punctual_enqueue_failures_total')).toBe(0);
      expect(figureIn(text, 'punctual_mongodb_connections', 'state="open"')).toBeGreaterThan(0);
      expect(figureIn(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    });
  });

  it('are of this scrape, also the first one', async () => {
    const { port } = await here.watch();
    const { text } = await metricsOf(`http://127.0.0.1:${port}`);
    for (const name of [
      'queue_waiting',
      'places_held',
      'places_free',
      'places_owners',
      'places_most_by_one_owner',
    ])
      expect(text).toContain(`punctual_${name}{type="http"`);
  });

  it('show for how long a run that is due has waited, though it is in no queue', async () => {
    const { port } = await here.watch({ ROLES: 'watch' });
    const email = mailingJob('ana@example.com', ON_DEMAND);
    const since = inSeconds(-100);
    const waiting = { dueAt: since, nextAttemptAt: since, dispatchAfter: inSeconds(100), dispatches: 1 };
    await here.db.runs.insertOne(aRun(await here.add(email), waiting));
    const { text } = await metricsOf(`http://127.0.0.1:${port}`);
    const age = figureIn(text, 'punctual_oldest_due_seconds', 'type="email"');
    expect(age).toBeGreaterThanOrEqual(100);
    expect(age).toBeLessThan(200);
  });

  it('are not for who asks without the token, be it on this machine', async () => {
    const { port } = await here.watch({ METRICS_TOKEN: 'a-token-of-many-letters' });
    const url = `http://127.0.0.1:${port}`;
    expect((await metricsOf(url)).status).toBe(401);
    const token = { authorization: 'Bearer a-token-of-many-letters' };
    expect((await metricsOf(url, token)).status).toBe(200);
  });
});
