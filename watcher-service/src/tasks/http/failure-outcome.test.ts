import { describe, expect, it } from 'vitest';
import { convertFailureToOutcome } from './failure-outcome.ts';
import { BlockedError } from './target.ts';

const living = new AbortController().signal;
const meaning = (code: string, signal = living) =>
  convertFailureToOutcome(Object.assign(new Error('technical'), { code }), 'example.com', signal);

describe('What it means that no answer came', () => {
  it.each([
    ['ENOTFOUND', 'The name example.com is not known.'],
    ['EAI_AGAIN', 'The name example.com could not be looked up.'],
    ['ECONNREFUSED', 'example.com refused the connection.'],
    ['ECONNRESET', 'example.com cut the connection.'],
    ['EPIPE', 'example.com cut the connection.'],
    ['ETIMEDOUT', 'example.com cannot be reached.'],
    ['EHOSTUNREACH', 'example.com cannot be reached.'],
    ['HPE_INVALID_CONSTANT', 'example.com answered something that is not HTTP.'],
    ['ESOMETHING', 'The connection to example.com failed.'],
  ])('%s may pass', (code, error) =>
    expect(meaning(code)).toMatchObject({ kind: 'retry', code, error, response: null }),
  );

  it('only where there was no connection is it certain that nothing was delivered', () => {
    expect(meaning('ECONNREFUSED').undelivered).toBe(true);
    expect(meaning('ECONNRESET').undelivered).toBe(false);
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'The certificate of example.com has expired.'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'The certificate of example.com is for another name.'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'The certificate of example.com is not trusted.'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'The certificate of example.com is not trusted.'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'The certificate of example.com is not trusted.'],
    ['CERT_REVOKED', 'The certificate of example.com is not trusted.'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'No secure connection to example.com could be agreed on.'],
    ['EPROTO', 'No secure connection to example.com could be agreed on.'],
  ])('%s stays what it is', (code, error) =>
    expect(meaning(code)).toEqual({ kind: 'failed', code, error, response: null }),
  );

  it('a blocked address fails at once, however late that was found', () => {
    expect(convertFailureToOutcome(new BlockedError(), 'example.com', AbortSignal.abort())).toMatchObject({
      kind: 'failed',
      code: 'BLOCKED',
    });
  });

  it('a fault of ours is not taken for one of the connection', () => {
    expect(() => convertFailureToOutcome(new TypeError('ours'), 'example.com', living)).toThrow('ours');
  });

  it('the end of the time may pass, and so does a request to stop', () => {
    const timeUp = AbortSignal.abort(new DOMException('technical', 'TimeoutError'));
    expect(meaning('ECONNRESET', timeUp)).toMatchObject({
      kind: 'retry',
      code: 'TIMEOUT',
      error: 'example.com did not answer in time.',
    });
    expect(meaning('ECONNRESET', AbortSignal.abort())).toMatchObject({ kind: 'retry', code: 'ABORTED' });
  });
});
