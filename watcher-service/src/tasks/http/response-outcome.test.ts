import { describe, expect, it } from 'vitest';
import { convertResponseToOutcome } from './response-outcome.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const meaning = (
  status: number,
  expected: Parameters<typeof convertResponseToOutcome>[1] = '2xx',
  retryAfter?: string,
) => convertResponseToOutcome({ status, retryAfter, excerpt: 'said' }, expected, NOW);

describe('What an answer means', () => {
  it.each([200, 201, 204, 299])('%i completes the run', (status) =>
    expect(meaning(status)).toEqual({ kind: 'completed', code: status, error: null, response: 'said' }),
  );

  it.each([408, 425, 429, 500, 501, 502, 503, 504, 599])('%i may pass', (status) =>
    expect(meaning(status)).toMatchObject({ kind: 'retry', code: status, response: 'said' }),
  );

  it.each([300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 405, 409, 413, 422, 451])(
    '%i stays what it is',
    (status) => {
      expect(meaning(status)).toMatchObject({ kind: 'failed', code: status });
      expect(meaning(status)).not.toHaveProperty('disableJob');
    },
  );

  it('410 fails, and the job is to be disabled', () =>
    expect(meaning(410)).toMatchObject({ kind: 'failed', code: 410, disableJob: true }));

  it('what is expected is a success, whatever it means otherwise', () => {
    expect(meaning(404, 404).kind).toBe('completed');
    expect(meaning(503, ['2xx', 503]).kind).toBe('completed');
    expect(meaning(302, '3xx').kind).toBe('completed');
    expect(meaning(410, 410)).not.toHaveProperty('disableJob');
    expect(meaning(204, 200)).toMatchObject({ kind: 'failed', code: 204 });
    expect(meaning(500, 200).kind).toBe('retry');
  });

  it('the asked pause is kept for what may pass, and for nothing else', () => {
    expect(meaning(429, '2xx', '7').retryAfterMs).toBe(7_000);
    expect(meaning(503, '2xx', 'Sun, 01 Mar 2026 12:00:30 GMT').retryAfterMs).toBe(30_000);
    expect(meaning(503)).not.toHaveProperty('retryAfterMs');
    expect(meaning(404, '2xx', '7')).not.toHaveProperty('retryAfterMs');
    expect(meaning(200, '2xx', '7')).not.toHaveProperty('retryAfterMs');
  });

  it.each([
    [503, '120', 'The server answered 503 Service Unavailable and asked to be left alone for 120 s.'],
    [500, undefined, 'The server answered 500 Internal Server Error.'],
    [599, undefined, 'The server answered 599.'],
    [404, undefined, 'The server answered 404 Not Found.'],
    [
      302,
      undefined,
      'The server answered 302 Found: it points to another address, and redirects are not followed.',
    ],
    [304, undefined, 'The server answered 304 Not Modified.'],
    [0, undefined, 'The server answered 000, which was not asked for.'],
    [410, undefined, 'The server answered 410 Gone: nothing will be at this address any more.'],
  ])('%i is told in a sentence', (status, retryAfter, sentence) =>
    expect(meaning(status, 418, retryAfter).error).toBe(sentence),
  );
});
