import { describe, expect, it } from 'vitest';
import { smtpOutcome as outcomeFor, sentOutcome } from './smtp-outcome.ts';

const PEOPLE = ['bob@example.com'];
const smtpOutcome = (error: unknown, hasBegun: boolean) => outcomeFor(error, hasBegun, PEOPLE);

const anError = (message: string, more: object = {}) => Object.assign(new Error(message), more);
const kindOf = (more: object) => smtpOutcome(anError('refused', more), true).kind;

describe('what an SMTP failure means', () => {
  it.each([421, 450, 451, 452])('a %i may pass', (responseCode) => {
    expect(kindOf({ responseCode, code: 'EMESSAGE' })).toBe('retry');
  });

  it.each([500, 535, 550, 552, 554])('a %i is final', (responseCode) => {
    expect(kindOf({ responseCode, code: 'EENVELOPE' })).toBe('failed');
  });

  it.each(['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS', 'EPROTOCOL', 'EABORT'])(
    'a connection that breaks or says nothing may pass (%s)',
    (code) => {
      expect(kindOf({ code })).toBe('retry');
    },
  );

  it.each(['EENVELOPE', 'EMESSAGE', 'EAUTH', 'ENOAUTH', 'ETLS'])(
    'what no repetition changes is final, also without a number (%s)',
    (code) => {
      expect(kindOf({ code })).toBe('failed');
    },
  );

  it('the time that is up may pass, and says so in words', () => {
    const late = new DOMException('aborted due to timeout', 'TimeoutError');
    expect(smtpOutcome(late, true)).toMatchObject({
      kind: 'retry',
      code: 'TIMEOUT',
      error: 'The mail server did not answer in time. The message may have been delivered all the same.',
      response: null,
    });
    expect(smtpOutcome(late, false)).toMatchObject({
      code: 'TIMEOUT',
      error: 'The mail server did not answer in time.',
      undelivered: true,
    });
  });

  it('tells the number and what the server said', () => {
    const refusal = {
      code: 'EMESSAGE',
      command: 'DATA',
      responseCode: 550,
      response: '550 5.1.1 no such user',
    };
    expect(smtpOutcome(anError('Message failed', refusal), true)).toMatchObject({
      kind: 'failed',
      code: 550,
      error: 'The mail server did not take the message.',
      response: '550 5.1.1 no such user',
    });
  });

  it.each([
    ['ESOCKET', 'CONN', 'connect ECONNREFUSED 127.0.0.1:21425', undefined],
    ['EDNS', 'CONN', 'getaddrinfo ENOTFOUND mail.corp.local', undefined],
    ['EAUTH', 'AUTH PLAIN', 'Invalid login: 535 svc-punctual@10.1.2.3', '535 svc-punctual@10.1.2.3'],
    ['EPROTOCOL', 'CONN', 'Invalid greeting. response=554 mx1.corp.local', '554 mx1.corp.local'],
    ['EENVELOPE', 'RCPT TO', 'refused: 451 by 10.1.2.3', '451 by 10.1.2.3'],
  ])(
    'tells users nothing of the network, and the log everything: %s at %s',
    (code, command, message, response) => {
      const { detail, ...shown } = smtpOutcome(anError(message, { code, command, response }), false);
      expect(JSON.stringify(shown)).not.toMatch(/127\.0\.0\.1|21425|corp|10\.1\.2\.3|svc-/);
      expect(shown.error).toMatch(/ mail server /);
      expect(detail).toContain(message);
    },
  );

  it('any other error may pass, and is reported as text', () => {
    expect(smtpOutcome('strange', true)).toMatchObject({
      kind: 'retry',
      code: null,
      error: 'strange',
      response: null,
    });
  });
});

describe('Whether it is certain that nothing was delivered', () => {
  it('it is when the server said no', () => {
    const refused = { responseCode: 451, response: '451 busy' };
    expect(smtpOutcome(anError('busy', refused), true)).toMatchObject({ kind: 'retry', undelivered: true });
  });

  it.each([
    ['was refused', { code: 'ESOCKET', command: 'CONN', syscall: 'connect' }],
    ['has a name that is not known', { code: 'EDNS', command: 'CONN' }],
    ['broke', { code: 'ECONNECTION', command: 'CONN' }],
    ['fell silent', { code: 'ETIMEDOUT', command: 'CONN' }],
  ])('it is when the server had not asked for the message: a connection that %s', (_, more) => {
    expect(smtpOutcome(anError('gone', more), false)).toMatchObject({
      kind: 'retry',
      undelivered: true,
      error: expect.stringMatching(/^The .*mail server .*\.$/),
    });
  });

  it.each([
    ['broke', { code: 'ECONNECTION', command: 'CONN' }],
    ['was reset', { code: 'ESOCKET', command: 'CONN', syscall: 'read' }],
    ['fell silent', { code: 'ETIMEDOUT', command: 'CONN' }],
    ['said something else', { code: 'EPROTOCOL', command: 'CONN', responseCode: 250 }],
  ])(
    'it is not when the server had asked for it and the connection %s, and the record says so',
    (_, more) => {
      expect(smtpOutcome(anError('closed', more), true)).toMatchObject({
        kind: 'retry',
        undelivered: false,
        error: expect.stringMatching(
          /^The .*mail server .*\. The message may have been delivered all the same\.$/,
        ),
      });
    },
  );
});

describe('a message that the server has taken', () => {
  it('for everybody is delivered', () => {
    expect(sentOutcome({ response: '250 OK', rejected: [] }, PEOPLE)).toMatchObject({
      kind: 'completed',
      code: 250,
    });
  });

  it('for some only has failed, says for whom, and is not repeated for the others', () => {
    const refusal = Object.assign(new Error('no'), { responseCode: 550, response: '550 no such person' });
    const sent = { response: '250 OK', rejected: ['bob@example.com'], rejectedErrors: [refusal] };
    expect(sentOutcome(sent, PEOPLE)).toEqual({
      kind: 'failed',
      code: 550,
      error: 'Not everybody has it. The mail server did not take it for bob@example.com: 550 no such person',
      response: '250 OK',
      mailServer: 'answered',
      detail: 'no | 550 no such person',
    });
  });
});

describe('an email finds the mail server', () => {
  const found = (more: object, hasBegun = false) => smtpOutcome(anError('no', more), hasBegun);

  it.each([
    ['refuses the connection', { code: 'ESOCKET', command: 'CONN' }, 'The mail server cannot be reached.'],
    [
      'has a name that is not known',
      { code: 'EDNS', command: 'CONN' },
      /^The mail server cannot be reached: /,
    ],
    [
      'refuses the login',
      { code: 'EAUTH', command: 'AUTH PLAIN', response: '535 no', responseCode: 535 },
      /login/,
    ],
    ['says nothing', { code: 'ETIMEDOUT', command: 'CONN' }, /in time/],
  ])('away when it %s', (_, more, said) => {
    expect(found(more)).toMatchObject({ mailServer: 'failed', error: expect.stringMatching(said) });
  });

  it('there when it refuses the message, or takes it', () => {
    const refused = {
      code: 'EENVELOPE',
      command: 'RCPT TO',
      responseCode: 550,
      response: '550 no such user',
    };
    expect(found(refused)).toMatchObject({ mailServer: 'answered' });
    expect(sentOutcome({ response: '250 OK' }, PEOPLE)).toMatchObject({ mailServer: 'answered' });
  });

  it('neither when the attempt was stopped', () => {
    expect(smtpOutcome(new DOMException('stopped', 'AbortError'), false)).not.toHaveProperty('mailServer');
  });
});
