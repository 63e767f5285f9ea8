import { expect, test } from 'vitest';
import { MailServerLog } from './mail-server-log.ts';

const ERROR = 'The mail server cannot be reached.';
let now = new Date(0);
const at = (ms: number) => new Date(ms);

/** Notes ends of emails at 1, 2, 3 … ms. */
function noting(...found: ('answered' | 'failed' | undefined)[]) {
  const log = new MailServerLog({ now: () => now });
  for (const [index, mailServer] of found.entries()) {
    now = at(index + 1);
    log.note({ ...(mailServer && { mailServer }), error: mailServer === 'failed' ? ERROR : 'No such user.' });
  }
  return log.standing;
}

test('the mail server fails since the first error after the last success', () => {
  const standing = noting('failed', 'answered', 'failed', 'failed');
  expect(standing).toEqual({ lastSuccessAt: at(2), lastErrorAt: at(4), error: ERROR, failingSince: at(3) });
});

test('after a success it fails no more, and its last error is still known', () => {
  expect(noting('failed', 'answered')).toMatchObject({
    failingSince: null,
    lastErrorAt: at(1),
    error: ERROR,
  });
});

test('an attempt that found no mail server nor failed to tells nothing of it', () => {
  expect(noting(undefined)).toMatchObject({ lastSuccessAt: null, lastErrorAt: null });
});
