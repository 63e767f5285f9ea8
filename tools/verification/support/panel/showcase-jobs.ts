import type { JobDraft } from '@punctual/contracts/jobs/job';
import { HOUR_MS } from '@punctual/contracts/time';

type Settings = Partial<JobDraft>;

const email = (name: string, expression: string, rest: Settings = {}): JobDraft => ({
  ...{ name, task: { type: 'email', to: ['ops@example.com'], subject: name, text: 'All is well.' } },
  schedule: { kind: 'cron', expression, timezone: 'Europe/Paris' },
  ...rest,
});

const calling = (name: string, url: string, every: string, rest: Settings = {}): JobDraft => ({
  ...{ name, task: { type: 'http', url }, schedule: { kind: 'interval', every } },
  ...rest,
});

/**
 * Jobs of every kind, one for each state that a job and a run can be in.
 * @param target where calls go: /ok answers well, /fail with 503, /wait never
 */
export const showcaseJobs = (target: string) =>
  ({
    weekly: email('Monday report', '0 9 * * MON', {
      tags: ['report', 'team'],
      description: 'Figures of the week before, for everybody who is at the stand-up.',
    }),
    clocks: email('Night shift begins', '30 2 * * *', { tags: ['ops'] }),
    longName: email(
      'Reconcile the supplier invoices with the ledger of the Rotterdam warehouse',
      '0 8 1 * *',
      {
        tags: ['billing', 'monthly', 'warehouse', 'rotterdam'],
      },
    ),
    healthy: calling('Check the shop', `${target}/ok`, '1m', { tags: ['ops'] }),
    failing: calling('Warehouse import', `${target}/fail`, '1h', {
      tags: ['warehouse'],
      retry: { attempts: 1 },
    }),
    running: calling('Rebuild the search index', `${target}/wait`, '6h', { timeoutMs: HOUR_MS }),
    waiting: calling('Currency rates', `${target}/fail`, '1d', { retry: { attempts: 5, delayMs: HOUR_MS } }),
    canceled: calling('Customer export', `${target}/fail`, '1d', {
      retry: { attempts: 5, delayMs: HOUR_MS },
    }),
    finished: {
      name: 'Office move announced',
      task: { type: 'log', data: { note: 'Everybody was told.' } },
      schedule: { kind: 'once', at: new Date().toISOString() },
    },
    disabled: {
      ...{ name: 'Stand-up note', task: { type: 'log', data: { note: 'Stand-up' } }, enabled: false },
      schedule: { kind: 'cron', expression: '45 9 * * MON-FRI', timezone: 'Europe/Paris' },
    },
  }) satisfies Record<string, JobDraft>;
export type ShowcaseJob = keyof ReturnType<typeof showcaseJobs>;
