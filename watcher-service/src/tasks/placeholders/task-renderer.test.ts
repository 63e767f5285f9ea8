import type { HttpTask } from '@punctual/contracts/tasks/http-task';
import { systemClock } from '@punctual/engine/platform/clock';
import { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import { Templates } from '@punctual/engine/templates/templates';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { completed, type ExecutionContext, type TaskOf } from '../executor.ts';
import { resolveSecrets } from '../http/resolve-secrets.ts';
import { Resources } from '../resources.ts';
import { TaskRenderer } from './task-renderer.ts';

const OWNER = '65f0c0ffee65f0c0ffee65f0';
const FOR = { owner: OWNER, place: 'https://example.com' };
const box = new SecretCipher(['a key for tests of thirty-two letters']);
const templates = new Templates();
afterAll(() => templates.close());

const facts = {
  jobId: OWNER,
  jobName: 'A job',
  tags: [],
  zone: 'UTC',
  trigger: 'schedule',
  scheduledFor: new Date(0),
  dueAt: new Date(0),
} as const;
const context: ExecutionContext = {
  signal: new AbortController().signal,
  resources: new Resources(),
  idempotencyKey: OWNER,
  attempt: 1,
  ownerId: OWNER,
  facts,
};
const anEmail = (text: string): TaskOf<'email'> => ({
  type: 'email',
  to: ['a@example.com'],
  subject: 's',
  text,
});
const inUtc = async () => 'UTC';
const failed = { status: 'FAILED', finishedAt: new Date(0) };

/** Carries out a call with the secret A, after a run whose answer was `response`; how it ended, and what was sent. */
async function execute(fields: Partial<HttpTask>, response: string | null, find = vi.fn()) {
  find.mockResolvedValue({ ...failed, response });
  const secrets = { A: { sealed: box.seal('value of A', FOR), setAt: '2026-03-01T12:00:00.000Z' } };
  const send = vi.fn(async (_: HttpTask) => completed('value of A, said back', 200));
  const renderer = new TaskRenderer(templates, { find }, inUtc, systemClock);
  const task = { type: 'http', url: 'https://example.com/', method: 'POST', expectStatus: '2xx' } as const;
  const outcome = await resolveSecrets(
    send,
    box,
    renderer,
  )({ ...task, ...fields, secrets } as never, context);
  return { outcome, sent: send.mock.calls[0]?.[0], find };
}

describe('A rendered call', () => {
  it('gives no secret to what the other side said before, whatever it names', async () => {
    const body = '{{ previous.response }} | {{ secrets.A }}';
    const { sent, outcome } = await execute({ body }, '{{ secrets.A }} {{ job.id }}');
    expect(sent?.body).toBe('{{ secrets.A }} {{ job.id }} | value of A');
    expect(outcome.response).toBe('••••, said back');
  });

  it('has its secrets escaped in its address', async () => {
    const url = 'https://example.com/{{ secrets.A }}?job={{ job.name | url_encode }}';
    const { sent } = await execute({ url }, null);
    expect(sent?.url).toBe('https://example.com/value%20of%20A?job=A%20job');
  });

  it('counts its secrets in its size', async () => {
    const body = '{% for i in (1..9000) %}{{ secrets.A }}{% endfor %}';
    expect((await execute({ body }, null)).outcome).toMatchObject({ kind: 'failed' });
  });

  it('asks for the run before only where it is named', async () => {
    expect((await execute({ body: '{{ now }}' }, null)).find).not.toHaveBeenCalled();
    expect((await execute({ body: '{{ previous.status }}' }, null)).find).toHaveBeenCalledOnce();
  });

  it('is tried again where the database did not say how the run before ended', async () => {
    const task = anEmail('{{ previous.status }}');
    const find = () => Promise.reject(new Error('away'));
    const renderer = new TaskRenderer(templates, { find }, inUtc, systemClock);
    expect(await renderer.render(task, context, facts)).toMatchObject({
      outcome: { kind: 'retry', code: 'PLACEHOLDERS_UNREAD', undelivered: true },
    });
  });
});
