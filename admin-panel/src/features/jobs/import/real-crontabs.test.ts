import { expect, test } from 'vitest';
import { jobsOfCrontab } from './jobs-of-crontab.ts';

/** Crontabs as machines have them, and by the number of a line what it becomes: a call, or a reason. */
const CRONTABS: [string, string, Record<number, string>][] = [
  [
    'of a shop on a rented server',
    `MAILTO=shop@example.com
PATH=/usr/local/bin:/usr/bin:/bin

# m h dom mon dow command
*/5 * * * * /usr/bin/curl -fsS -m 10 --retry 3 https://shop.example.com/cron/queue >/dev/null 2>&1
17 3 * * * cd /var/www/shop && php artisan schedule:run >> /dev/null 2>&1
0 4 * * 0 /usr/bin/wget -q -O - "https://shop.example.com/cron/sitemap?key=abc" > /dev/null`,
    {
      5: 'GET https://shop.example.com/cron/queue',
      6: 'it runs no commands',
      7: 'GET https://shop.example.com/cron/sitemap?key=abc',
    },
  ],
  [
    'of a content system, by wget',
    `*/15 * * * * wget -qO- https://blog.example.com/wp-cron.php?doing_wp_cron &> /dev/null
*/30 * * * * wget --quiet --delete-after https://blog.example.com/feed
5 0 1 * * wget --post-data='month=last' -O /srv/report.pdf https://blog.example.com/report`,
    {
      1: 'GET https://blog.example.com/wp-cron.php?doing_wp_cron',
      2: 'GET https://blog.example.com/feed',
      3: 'POST https://blog.example.com/report',
    },
  ],
  [
    'of a system, with the column of users',
    `SHELL=/bin/sh
17 * * * * root cd / && run-parts --report /etc/cron.hourly
*/10 * * * * www-data curl -s http://status.example.com/ping
0 5 * * * nobody /usr/bin/curl --silent --output /dev/null https://status.example.com/daily
30 5 * * * root nice curl https://status.example.com/slow`,
    {
      2: 'it runs no commands',
      3: 'GET http://status.example.com/ping',
      4: 'GET https://status.example.com/daily',
      5: '“root nice” stands before curl',
    },
  ],
  [
    'with dead man’s switches',
    `0 2 * * * /opt/backup.sh && curl -fsS -m 10 --retry 5 -o /dev/null https://hc.example.com/8f1c
@hourly curl -fsS https://hc.example.com/77aa/start
45 23 * * 1-5 curl -sS -X POST --data-raw "ok" https://hc.example.com/77aa/log`,
    {
      1: '“/opt/backup.sh &&” stands before curl',
      2: 'GET https://hc.example.com/77aa/start',
      3: 'POST https://hc.example.com/77aa/log',
    },
  ],
  [
    'with locks, limits and directories before the call',
    `* * * * * flock -n /tmp/sync.lock curl -s https://api.example.com/sync
* * * * * /usr/bin/flock -n /tmp/sync.lock -c 'curl -s https://api.example.com/sync'
*/2 * * * * timeout 55 curl https://api.example.com/poll
0 * * * * cd /tmp; curl -O https://api.example.com/dump
5 * * * * sleep 20; curl https://api.example.com/late
10 * * * * TOKEN=x curl https://api.example.com/env`,
    {
      1: 'a job here does not overlap itself',
      2: 'a job here does not overlap itself',
      3: 'a time limit of its own',
      4: '“cd /tmp;” stands before curl',
      5: '“sleep 20;” stands before curl',
      6: '“TOKEN=x” stands before curl',
    },
  ],
  [
    'with percent signs',
    `0 6 * * * curl "https://api.example.com/report?range=1\\%20week"
0 7 * * * curl "https://api.example.com/report?range=1%20week"
0 8 * * * curl "https://api.example.com/report?day=$(date +\\%F)"
0 9 * * * curl -w '\\%{http_code}' https://api.example.com/code`,
    {
      1: 'GET https://api.example.com/report?range=1%20week',
      2: 'a bare % ends the command',
      3: 'It needs a shell for “$(date”',
      4: 'GET https://api.example.com/code',
    },
  ],
  [
    'with zones that come and go',
    `0 9 * * * curl https://api.example.com/berlin
CRON_TZ=Asia/Tokyo
0 9 * * * curl https://api.example.com/tokyo
CRON_TZ=
0 9 * * * curl https://api.example.com/berlin-again
CRON_TZ="Mars/Phobos"
0 9 * * * curl https://api.example.com/mars
0 9 * * * /usr/bin/backup`,
    {
      1: 'GET https://api.example.com/berlin',
      3: 'GET https://api.example.com/tokyo',
      5: 'GET https://api.example.com/berlin-again',
      7: '“Mars/Phobos” is not a time zone.',
      8: 'it runs no commands',
    },
  ],
  [
    'with keys and passwords',
    `0 1 * * * curl -u cron:s3cret https://api.example.com/basic
0 2 * * * curl -H "Authorization: Bearer sk_live_123" -d '{"job":"x"}' https://api.example.com/bearer
0 3 * * * curl -H 'X-Api-Key: abc' -b 'sid=1' https://api.example.com/key
0 4 * * * curl -n https://api.example.com/netrc`,
    {
      1: 'GET https://api.example.com/basic',
      2: 'POST https://api.example.com/bearer',
      3: 'GET https://api.example.com/key',
      4: 'A job cannot do what “-n” asks for.',
    },
  ],
  [
    'with files, uploads and proxies',
    `0 1 * * * curl --data-binary @/srv/stats.json https://api.example.com/stats
0 2 * * * curl -T /srv/dump.sql.gz https://files.example.com/dump
0 3 * * * curl --proxy http://10.0.0.1:3128 https://api.example.com/out
0 4 * * * curl --resolve api.example.com:443:10.0.0.9 https://api.example.com/in
0 5 * * * curl ftp://files.example.com/list`,
    {
      1: '“--data-binary @/srv/stats.json” reads a file',
      2: '“-T /srv/dump.sql.gz”',
      3: '“--proxy http://10.0.0.1:3128”',
      4: '“--resolve api.example.com:443:10.0.0.9”',
      5: 'begins with https:// or http://',
    },
  ],
  [
    'that somebody wrote by hand',
    `#0 1 * * * curl https://api.example.com/off
61 2 * * * curl https://api.example.com/never
@reboot curl https://api.example.com/up
0 3 * * curl https://api.example.com/four
0 4 * * Mon,Thu curl  -X  DELETE  'https://api.example.com/old?x=1&y=2'   # tidy up
0 5 * * * curl https://api.example.com/log | logger -t cron
0 6 1-7 * */7 curl https://api.example.com/first-sunday`,
    {
      2: 'Minute: 61 is not in 0–59.',
      3: 'when your machine starts',
      4: '',
      5: 'DELETE https://api.example.com/old?x=1&y=2',
      6: 'It needs a shell for “|”',
      7: 'GET https://api.example.com/first-sunday',
    },
  ],
];

test.each(CRONTABS)('a crontab %s gives calls that are right, or reasons', (_, text, expected) => {
  const { jobs, refused } = jobsOfCrontab(text, 'Europe/Berlin');
  const told: Record<number, string> = Object.fromEntries([
    ...jobs.map(({ number, call }) => [number, call]),
    ...refused.map(({ number, reason }) => [number, reason]),
  ]);
  expect(Object.keys(told)).toEqual(Object.keys(expected));
  for (const [number, part] of Object.entries(expected)) expect(told[Number(number)]).toContain(part);
});

test('a crontab gives no secret in clear: headers refer to them, and the line names where they were', () => {
  const [, text = ''] = CRONTABS.find(([name]) => name.includes('keys')) ?? [];
  const { jobs } = jobsOfCrontab(text, 'Europe/Berlin');
  const tasks = jobs.map(({ draft: { task } }) => ('headers' in task ? task : null));
  expect(tasks.map((task) => task?.headers)).toEqual([
    { Authorization: 'Basic {{ secrets.AUTHORIZATION }}' },
    expect.objectContaining({ Authorization: 'Bearer {{ secrets.AUTHORIZATION }}' }),
    { 'X-Api-Key': '{{ secrets.X_API_KEY }}', Cookie: '{{ secrets.COOKIE }}' },
  ]);
  expect(tasks[1]?.secrets).toEqual({ AUTHORIZATION: 'sk_live_123' });
  expect(jobs.map(({ sealed }) => sealed)).toEqual([
    ['Authorization'],
    ['Authorization'],
    ['X-Api-Key', 'Cookie'],
  ]);
});
