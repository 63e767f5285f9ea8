import type { JobDocument } from '@punctual/engine/database/documents';
import { anEmail } from '@punctual/testing/engine/documents';
import { describe, expect, it } from 'vitest';
import { type MailBehaviour, useSmtpSink } from '../stack/smtp-sink.ts';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const TIMEOUT_MS = 1_000;
const here = useStack();
const mail = useSmtpSink();

/** An email is due, and the mail server treats its attempts so. */
async function sendTo(behaviours: MailBehaviour[], more: Partial<JobDocument> = {}): Promise<void> {
  mail.next(...behaviours);
  await here.watcher({ SMTP_URL: mail.url });
  await here.due(1, inSeconds(1), { task: anEmail(), timeoutMs: TIMEOUT_MS, ...more });
}

/** The run as it ended, and what the invariant checker has to say when what the mail server took counts as effects. */
async function ended(faults = 0) {
  await here.settled();
  here.sink.effects.push(...mail.taken);
  expect(await here.verdict({ faults })).toEqual([]);
  return here.run();
}

describe('a mail server that', () => {
  it('refuses connections is tried again, and has the message once when it is back', async () => {
    await mail.close();
    await sendTo([]);
    await until(async () => expect((await here.run()).attempts.length).toBeGreaterThan(0));
    await mail.open();
    const { status, attempts } = await ended();
    expect(status).toBe('COMPLETED');
    expect(attempts[0]).toMatchObject({ outcome: 'RETRY', code: 'ESOCKET' });
    expect(mail.taken).toHaveLength(1);
  });

  it.each<[string, MailBehaviour, object]>([
    ['says 4xx', '451 greylisted', { code: 451, response: '451 greylisted' }],
    ['is a tarpit', 'tarpit', { code: 'TIMEOUT' }],
  ])('%s is tried again, and has the message once', async (_, behaviour, told) => {
    await sendTo([behaviour]);
    expect(await ended()).toMatchObject({
      status: 'COMPLETED',
      attempts: [
        { outcome: 'RETRY', ...told },
        { outcome: 'COMPLETED', code: 250 },
      ],
    });
    expect(mail.taken).toHaveLength(1);
  });

  it('says 5xx is not asked again', async () => {
    await sendTo(['550 no such person']);
    expect(await ended()).toMatchObject({ status: 'FAILED', attempts: [{ outcome: 'FAILED', code: 550 }] });
    expect(mail.taken).toEqual([]);
  });

  it('closes after DATA gets the same Message-ID again, and the record says that it may have had it', async () => {
    await sendTo(['cut after DATA']);
    expect(await ended(1)).toMatchObject({
      status: 'COMPLETED',
      attempts: [{ outcome: 'RETRY', error: expect.stringMatching(/may have been delivered/) }, {}],
    });
    expect(mail.taken).toHaveLength(2);
    expect(new Set(mail.taken.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('closes after DATA gets a message that is sent at most once never again', async () => {
    await sendTo(['cut after DATA'], { delivery: 'at-most-once' });
    expect(await ended()).toMatchObject({ status: 'FAILED', reason: 'UNKNOWN_OUTCOME', attempt: 1 });
    expect(mail.taken).toHaveLength(1);
  });

  it('refuses connections gets a message that is sent at most once when it is back', async () => {
    await mail.close();
    await sendTo([], { delivery: 'at-most-once' });
    await until(async () => expect((await here.run()).attempts.length).toBeGreaterThan(0));
    await mail.open();
    expect(await ended()).toMatchObject({ status: 'COMPLETED' });
    expect(mail.taken).toHaveLength(1);
  });
});
