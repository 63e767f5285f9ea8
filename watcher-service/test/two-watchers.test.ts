import { type MailSink, startMailSink } from '@punctual/testing/backing/mail-sink';
import { once } from '@punctual/testing/engine/documents';
import { inSeconds, mailingJob, until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { afterAll, beforeAll, expect, it } from 'vitest';

const JOBS = 1_000;
const LONG_MS = 60_000;
const here = useSurroundings();
let sink: MailSink;
beforeAll(async () => {
  sink = await startMailSink();
});
afterAll(() => sink.stop());

it(`two watchers at once make ${JOBS} runs and ${JOBS} messages of ${JOBS} due jobs`, async () => {
  const due = once(inSeconds(5));
  const jobs = Array.from({ length: JOBS }, (_, i) =>
    mailingJob(`person-${i}@example.com`, { schedule: due, shard: i % 64 }),
  );
  await here.db.jobs.insertMany(jobs);
  const env = { SMTP_URL: sink.smtpUrl };
  const watchers = await Promise.all([here.spawn(env), here.spawn(env)]);

  await sink.whenCount(JOBS);
  await until(async () => expect(await here.tally()).toEqual({ COMPLETED: JOBS }), LONG_MS);
  const status = { status: 'COMPLETED', 'counts.completed': 1, active: null } as const;
  await until(async () => expect(await here.db.jobs.countDocuments(status)).toBe(JOBS), LONG_MS);
  const recipients = new Set((await sink.messages()).flatMap((message) => message.recipients));
  expect([sink.count(), recipients.size]).toEqual([JOBS, JOBS]);

  const runs = await here.db.runs.find({}, { projection: { lateness: 1, owner: 1 } }).toArray();
  const lateness = runs.map((run) => run.lateness ?? 0).sort((a, b) => a - b);
  console.log(`${JOBS} emails due at once, two watchers: the last began after ${lateness.at(-1)} ms`);
  const pids = new Set(runs.map(({ owner }) => Number(owner?.split('/')[1])));
  for (const pid of pids) expect(watchers.map(({ process }) => process.pid)).toContain(pid);
}, 120_000);
