import type { HttpTask } from '@punctual/contracts/tasks/http-task';
import { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import { describe, expect, it, vi } from 'vitest';
import { completed, type ExecutionContext } from '../executor.ts';
import { Resources } from '../resources.ts';
import { resolveSecrets } from './resolve-secrets.ts';

const OWNER = '65f0c0ffee65f0c0ffee65f0';
const box = new SecretCipher(['a key for tests of thirty-two letters']);
const context: ExecutionContext = {
  signal: new AbortController().signal,
  resources: new Resources(),
  idempotencyKey: OWNER,
  attempt: 1,
  ownerId: OWNER,
};

const asItIs = { render: async <T>(task: T) => ({ task }) };

/** Carries out a call with one secret, A; returns its outcome, and what was to be sent. */
async function execute(fields: Partial<HttpTask>, value: string, place = 'https://example.com') {
  const secrets = {
    A: { sealed: box.seal(value, { owner: OWNER, place }), setAt: '2026-03-01T12:00:00.000Z' },
  };
  const send = vi.fn(async (_: HttpTask) => completed('ok', 200));
  const task = { type: 'http', url: 'https://example.com/', method: 'POST', expectStatus: '2xx' } as const;
  const outcome = await resolveSecrets(send, box, asItIs)({ ...task, ...fields, secrets } as never, context);
  return { outcome, sent: send.mock.calls[0]?.[0] };
}

describe('The secrets of a call', () => {
  it('are filled in before it is made', async () => {
    const { sent } = await execute({ body: 'a {{ secrets.A }}', headers: { 'X-A': '{{secrets.A}}' } }, 'b');
    expect(sent).toMatchObject({ body: 'a b', headers: { 'X-A': 'b' } });
  });

  it('are escaped in the address, where they stay in their place', async () => {
    const { sent } = await execute({ url: 'https://example.com/{{ secrets.A }}?k=1' }, 'a/b?#');
    expect(sent?.url).toBe('https://example.com/a%2Fb%3F%23?k=1');
  });

  it('are not filled in where braces are kept', async () => {
    const { sent } = await execute({ body: '{{ secrets.A }}', placeholders: false }, 'b');
    expect(sent?.body).toBe('{{ secrets.A }}');
  });

  it.each(['http://example.com', 'https://example.com:8443', 'https://elsewhere.example'])(
    'are sent nowhere else than to the origin that they were given for: not those of %s',
    async (place) => {
      const { outcome, sent } = await execute({ body: '{{secrets.A}}' }, 'b', place);
      expect(outcome).toMatchObject({ kind: 'failed', code: 'SECRET_UNREADABLE' });
      expect(sent).toBeUndefined();
    },
  );

  it.each([
    ['body', { body: '{{secrets.A}}'.repeat(5_000) }, 'A body has at most 64 KiB.'],
    ['head', { headers: { 'X-A': '{{secrets.A}}'.repeat(5) } }, 'Address and headers have at most 16 KiB'],
  ])('make a %s that is too large FAILED before anything is sent', async (_, fields, message) => {
    const { outcome, sent } = await execute(fields, 'x'.repeat(4_096));
    expect(outcome).toMatchObject({
      kind: 'failed',
      code: 'TOO_LARGE',
      error: expect.stringContaining(message),
    });
    expect(sent).toBeUndefined();
  });
});
