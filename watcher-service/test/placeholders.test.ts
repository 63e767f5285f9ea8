import type { JobDocument } from '@punctual/engine/database/documents';
import { aJob, aSchedule, once } from '@punctual/testing/engine/documents';
import { type Sink, startSink } from '@punctual/testing/http-targets/sink';
import { ON_DEMAND, somebody } from '@punctual/testing/watcher/busy-job';
import { mailingJob, useSurroundings } from '@punctual/testing/watcher/watcher';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const here = useSurroundings();
const berlin = aSchedule({ kind: 'cron', expression: '0 9 * * *', timezone: 'Europe/Berlin' });
/** Nine in the morning in Berlin, on the day before its clocks change. */
const NINE = new Date('2026-03-28T08:00:00Z');
let sink: Sink;

beforeAll(async () => {
  sink = await startSink();
  await here.watch({ HTTP_ALLOWED_NETWORKS: '127.0.0.0/8', HTTP_ALLOWED_PORTS: String(sink.port) });
});
afterAll(() => sink.stop());

const calling = (task: object, more: Partial<JobDocument> = {}): JobDocument =>
  aJob({
    ...ON_DEMAND,
    schedule: berlin,
    retry: { attempts: 1, backoff: 'fixed', delayMs: 100, maxAgeMs: 60_000 },
    task: { type: 'http', url: sink.url('/echo'), method: 'POST', expectStatus: '2xx', ...task } as never,
    ...more,
  });

/** Carries out a run of a job that was due at nine; how it ended, and what was called. */
async function ran(job: JobDocument) {
  const before = sink.requests.length;
  await here.add(job);
  const run = await here.arrive(job, { scheduledFor: NINE });
  const ended = await here.whenLike(run, { finishedAt: expect.any(Date) });
  const [attempt] = ended.attempts;
  return { run: ended, attempt, request: sink.requests[before] };
}

describe('placeholders of a call', () => {
  it('are filled in in its address, its headers and its body', async () => {
    const job = calling(
      {
        url: `${sink.url('/echo')}?job={{ job.name | url_encode }}&at={{ run.scheduledFor | date: "%Y-%m-%d" }}`,
        headers: { 'X-Run': '{{ run.id }}/{{ run.attempt }}', 'X-Plain': 'plain' },
        body: { text: '{{ data.greeting }}, {{ job.tags | join: " & " }}', at: ['{{ run.scheduledFor }}'] },
        data: { greeting: 'Hello {{ job.id }}' },
      },
      { name: 'A & B', tags: ['x', 'y'] },
    );
    const { run, attempt, request } = await ran(job);
    expect(request?.url).toBe('/echo?job=A%20%26%20B&at=2026-03-28');
    expect(request?.headers).toMatchObject({ 'x-run': `${run._id}/1`, 'x-plain': 'plain' });
    const body = { text: 'Hello {{ job.id }}, x & y', at: ['2026-03-28T09:00:00+01:00'] };
    expect(JSON.parse(String(attempt?.response)).body).toBe(JSON.stringify(body));
  });

  it('name how the run before ended, and nothing where there was none', async () => {
    const body = 'Before: {{ previous.status }} {{ previous.response | default: "none" }}';
    const job = calling({ body });
    const first = await ran(job);
    expect(first.attempt?.response).toContain('Before:  none');
    const next = await here.arrive(job, { scheduledFor: new Date() });
    const { attempts } = await here.whenLike(next, { status: 'COMPLETED' });
    expect(attempts[0]?.response).toMatch(/Before: COMPLETED \{.*Before: {2}none/);
  });

  it('leave braces as they are where the task says so', async () => {
    const { attempt } = await ran(calling({ body: '{{ job.id }} {% if', placeholders: false }));
    expect(attempt?.response).toContain('{{ job.id }} {% if');
  });

  it.each([
    [
      'a header with a line break',
      { headers: { 'X-A': '{{ data.x }}' }, data: { x: 'a\r\nX-B: b' } },
      'headers.X-A',
    ],
    ['an address with blanks', { url: 'http://example.com/{{ data.x }}', data: { x: 'a b' } }, 'url'],
    [
      'an address that is too long',
      { url: 'http://example.com/{{ data.x }}', data: { x: 'a'.repeat(2_048) } },
      'url',
    ],
    [
      'a body that is too long',
      { body: '{% for i in (1..9) %}{{ data.x }}{% endfor %}', data: { x: 'a'.repeat(9_000) } },
      'too large|64 KiB',
    ],
  ])('that make %s are judged again, and nothing is sent', async (_, task, said) => {
    const { run, attempt, request } = await ran(calling(task));
    expect([run.status, request]).toEqual(['FAILED', undefined]);
    expect(attempt?.error).toMatch(new RegExp(said));
  });

  it('that lead to a private address are not called', async () => {
    const task = { url: 'http://10.0.0.1/{{ run.id }}' };
    const { run, attempt } = await ran(calling(task));
    expect([run.status, attempt?.code]).toEqual(['FAILED', 'BLOCKED']);
  });

  it('that cannot be filled in end the run with where and why', async () => {
    const { run, attempt, request } = await ran(calling({ body: 'a\n{{ job.name | date: "%Y" }}' }));
    expect([run.status, attempt?.code, request]).toEqual(['FAILED', 'TEMPLATE', undefined]);
    expect(attempt?.error).toBe(
      'The template of body cannot be rendered. Line 2, column 1: This cannot be rendered: “A job” is not a date.',
    );
  });
});

describe('a job whose schedule has no zone', () => {
  it('has its dates in the zone of its owner', async () => {
    const ownerId = new Types.ObjectId();
    const owner = { _id: ownerId, email: 'ana@example.com', timezone: 'Asia/Kolkata' };
    await here.db.models.users.collection.insertOne(owner as never);
    const job = calling({ body: '{{ run.scheduledFor }}' }, { ownerId, schedule: once(NINE) });
    expect((await ran(job)).attempt?.response).toContain('2026-03-28T13:30:00+05:30');
  });
});

describe('placeholders of an email', () => {
  /** Sends an email; its message as the server got it. */
  async function sent(task: object, more: Partial<JobDocument> = {}): Promise<string> {
    const to = somebody();
    const mail = { type: 'email', to: [to], subject: 'Hello', text: 'Hello', ...task } as never;
    const { run } = await ran(mailingJob(to, { ...ON_DEMAND, schedule: berlin, ...more, task: mail }));
    expect(run.status).toBe('COMPLETED');
    return here.smtp.for(to)[0]?.message ?? '';
  }

  it('are filled in in its subject and its text, and escaped in its HTML', async () => {
    const message = await sent(
      {
        subject: '{{ job.name }}',
        text: 'T: {{ job.name }} {{ now | date: "%Y" }}',
        html: '<i>{{ job.name }}</i>',
      },
      { name: 'A <b>' },
    );
    expect(message).toContain('Subject: A <b>');
    expect(message).toContain(`T: A <b> ${new Date().getFullYear()}`);
    expect(message).toContain('<i>A &lt;b&gt;</i>');
  });

  it('that make a subject of two lines are judged again, and nothing is sent', async () => {
    const to = somebody();
    const task = {
      type: 'email',
      to: [to],
      subject: '{{ data.x }}',
      text: 'a',
      data: { x: 'a\nBcc: b@example.com' },
    };
    const { run, attempt } = await ran(mailingJob(to, { ...ON_DEMAND, task: task as never }));
    expect([run.status, attempt?.code]).toEqual(['FAILED', 'RENDERED_REFUSED']);
    expect(attempt?.error).toBe('subject, rendered: The subject is one line of text.');
    expect(here.smtp.for(to)).toEqual([]);
  });
});

describe('50 templates without an end', { timeout: 60_000 }, () => {
  const LOOP = '{% for a in (1..900) %}{% for b in (1..900) %}{% for c in job.tags %}';
  const endless = { body: `${LOOP}{% endfor %}{% endfor %}{% endfor %}` };

  it('end in clear errors, and do not hold up the run of another owner', async () => {
    const ownerId = new Types.ObjectId();
    const tags = ['a', 'b', 'c', 'd', 'e'];
    const jobs = Array.from({ length: 50 }, () => calling(endless, { ownerId, tags }));
    const other = calling({ body: '{{ run.id }}' });
    await here.db.jobs.insertMany([...jobs, other]);
    const runs = await Promise.all(jobs.map((job) => here.arrive(job)));
    const begun = Date.now();
    const quiet = await here.arrive(other);
    await here.whenLike(quiet, { status: 'COMPLETED' });
    expect(Date.now() - begun).toBeLessThan(5_000);
    for (const run of runs) {
      const { attempts } = await here.whenLike(run, { status: 'FAILED' }, 50_000);
      expect(attempts[0]?.error).toContain('This takes too long, or too much memory, to render.');
    }
  });
});
