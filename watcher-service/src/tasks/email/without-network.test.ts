import { describe, expect, it } from 'vitest';
import { withoutNetwork } from './without-network.ts';

const shown = (answer: string) => withoutNetwork(answer, ['ana@example.com']);

describe('An answer of the mail server, as users see it', () => {
  it.each([
    ['450 4.1.8 rejected by 10.1.2.3:25', '450 4.1.8 rejected by …'],
    ['554 5.7.1 relay access denied for [192.168.7.9]', '554 5.7.1 relay access denied for […]'],
    ['554 helo [IPv6:fe80::1%eth0] or 2001:db8::5.', '554 helo […] or ….'],
    ['535 svc-punctual@10.1.2.3 may not relay', '535 … may not relay'],
    ['421 mx1.corp.local: closing', '421 …: closing'],
    ['connect ECONNREFUSED 127.0.0.1:21425', 'connect ECONNREFUSED …'],
    ['451 milter:8891 is away', '451 … is away'],
    [
      '250 2.6.0 [InternalId=7, Hostname=EX01.corp.local] queued',
      '250 2.6.0 [InternalId=7, Hostname=…] queued',
    ],
    ['550 see http://10.0.0.8/why', '550 see …'],
  ])('has no address, host or account of the network: %s', (answer, expected) => {
    expect(shown(answer)).toBe(expected);
  });

  it.each([
    '550 5.1.1 <ana@example.com>: no such person at example.com',
    '550-5.7.26 unauthenticated, see https://support.example.net/mail/?p=1.',
    '250 2.0.0 OK: queued as 4Xk2Lm',
    '452 4.2.2 the mailbox is full.',
  ])('keeps the recipient, numbers, words and links: %s', (answer) => expect(shown(answer)).toBe(answer));
});
