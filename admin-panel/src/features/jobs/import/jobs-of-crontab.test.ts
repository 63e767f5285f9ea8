import { jobInput } from '@punctual/contracts/jobs/job';
import { describe, expect, test } from 'vitest';
import { jobsOfCrontab } from './jobs-of-crontab.ts';
import { lineKey, reviewed } from './review.ts';

const CRONTAB = `SHELL=/bin/sh
MAILTO="ana@example.com"

# Nightly report
0 2 * * * curl -fsS -m 10 https://example.com/report >/dev/null 2>&1
*/5 * * * * root curl -X POST -H 'Accept: text/plain' -d 'a=1;b=$HOME' https://example.com/hook?x=1\\%20y

# 0 3 * * * curl https://example.com/off
@daily curl "https://example.com/daily"
CRON_TZ=Asia/Tokyo
30 9 * * MON curl https://example.com/tokyo
`;
const read = (text: string) => jobsOfCrontab(text, 'Europe/Paris');
const refusal = (line: string) => read(line).refused.map(({ reason }) => reason);

describe('a crontab', () => {
  test('gives a job for each line that calls a URL', () => {
    expect(
      read(CRONTAB).jobs.map(({ number, call, expression, zone }) => [number, expression, zone, call]),
    ).toEqual([
      [5, '0 2 * * *', 'Europe/Paris', 'GET https://example.com/report'],
      [6, '*/5 * * * *', 'Europe/Paris', 'POST https://example.com/hook?x=1%20y'],
      [9, '@daily', 'Europe/Paris', 'GET https://example.com/daily'],
      [11, '30 9 * * MON', 'Asia/Tokyo', 'GET https://example.com/tokyo'],
    ]);
  });

  test('gives jobs that pass the contract, with all that the command sends', () => {
    const { jobs } = read(CRONTAB);
    for (const { draft } of jobs) expect(jobInput.safeParse(draft).error).toBeUndefined();
    expect(jobs[1]?.draft.task).toMatchObject({
      headers: { Accept: 'text/plain', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'a=1;b=$HOME',
    });
  });

  test('names a job by the comment right above it, or by its call; what is commented out is no name', () => {
    expect(read(CRONTAB).jobs.map(({ draft }) => draft.name)).toEqual([
      'Nightly report',
      'POST example.com/hook',
      'GET example.com/daily',
      'GET example.com/tokyo',
    ]);
  });

  test('tells jobs apart that have the same name', () => {
    const line = '0 2 * * * curl https://example.com:8443/a/?x=';
    expect(read(`${line}1\n${line}2`).jobs.map(({ draft }) => draft.name)).toEqual([
      'GET example.com:8443/a',
      'GET example.com:8443/a (2)',
    ]);
  });

  test('gives jobs that are reviewed: some left out, others renamed, and none enabled unless that is asked for', () => {
    const [first, second, ...rest] = read(CRONTAB).jobs;
    if (first === undefined || second === undefined) throw new Error('The crontab makes two jobs.');
    const choices = new Map([
      [lineKey(first), { name: ' Mine ' }],
      [lineKey(second), { skipped: true }],
      ...rest.map((line) => [lineKey(line), { name: ' ' }] as const),
    ]);
    const made = (enabled: boolean) =>
      reviewed(read(CRONTAB).jobs, choices, enabled).map(({ draft }) => draft);
    expect(made(false).map(({ name }) => name)).toEqual([
      'Mine',
      'GET example.com/daily',
      'GET example.com/tokyo',
    ]);
    expect(made(false).some(({ enabled }) => enabled)).toBe(false);
    expect(made(true).every(({ enabled }) => enabled)).toBe(true);
  });

  test('gives jobs the days that cron gives their lines, where a day begins with *', () => {
    const lines = ['0 0 1-7 * */7', '0 0 */2 * 1', '0 0 1-7 * 7'];
    const { jobs } = read(lines.map((line) => `${line} curl https://example.com/a`).join('\n'));
    expect(jobs.map(({ expression }) => expression)).toEqual([
      '0 0 1-7 * +*/7',
      '0 0 */2 * +1',
      '0 0 1-7 * 7',
    ]);
  });

  test('tells what is left out', () => {
    const { jobs, refused, settings } = read(CRONTAB);
    expect(jobs[0]?.leftOut).toEqual(['-m 10']);
    expect([refused, settings]).toEqual([[], ['SHELL', 'MAILTO']]);
  });

  test.each([
    ['0 2 * * * /usr/bin/backup --all', 'runs no commands'],
    ['0 2 * * * curl https://example.com | mail ana', 'It needs a shell for “|”'],
    ['0 2 * * * curl https://example.com && rm -rf /tmp/x', 'It needs a shell for “&&”'],
    ['0 2 * * * curl "https://example.com/$(date +\\%F)"', 'It needs a shell for “$(date”'],
    ['0 2 * * * curl -H "X-Key: $KEY" https://example.com', 'It needs a shell for “$KEY”'],
    ['0 2 * * * curl ftp://example.com', 'http'],
    ['0 2 * * * curl -d x -X GET https://example.com', 'has no body'],
    ['61 2 * * * curl https://example.com', 'Minute: 61 is not in 0–59.'],
    ['@reboot curl https://example.com', 'when your machine starts'],
    ['hello', 'not a crontab line'],
    ['0 2 * * *', 'not a crontab line'],
    ['CRON_TZ=Mars/Phobos\n0 2 * * * curl https://example.com', '“Mars/Phobos” is not a time zone.'],
  ])('does not guess what to make of %j', (text, reason) => {
    expect(refusal(text)).toEqual([expect.stringContaining(reason)]);
    expect(read(text).jobs).toEqual([]);
  });
});
