import type { PanelPage } from './panel-page.ts';
import type { Who } from './people.ts';
import type { Showcase } from './showcase.ts';

/** A part of a page that asks for something of its own. */
export interface Block {
  block: string;
  who: Who;
  path: PanelPage['path'];
  /** Requests that the block sends. */
  asks: RegExp;
  says: string;
  /** Part of the page that works nevertheless. */
  beside: string | RegExp;
  /** Content of the block once its request is answered. */
  shows: string | RegExp;
}

const job = (of: Showcase) => `/jobs/${of.jobs.weekly}`;
const runOf = (of: Showcase) => `/runs/${of.runs.FAILED}`;
const of =
  (who: Who) =>
  (
    block: string,
    path: string | PanelPage['path'],
    rest: Pick<Block, 'asks' | 'says' | 'beside' | 'shows'>,
  ) => ({
    ...{ block, who, path: typeof path === 'string' ? () => path : path },
    ...rest,
  });
const [ana, admin] = [of('ana'), of('admin')];
const FIGURES = 'The figures could not be loaded. Jobs keep running.';

/** Every block that can be missing while the rest of its page is there. */
export const BLOCKS: Block[] = [
  ana('the figures of the overview', '/overview', {
    asks: /^\/users\/overview/,
    says: FIGURES,
    beside: 'Overview',
    shows: 'What fails most',
  }),
  ana('the list of jobs', '/jobs', {
    asks: /^\/users\/jobs\?/,
    says: 'Jobs could not be loaded. Your jobs keep running.',
    beside: 'New job',
    shows: 'Monday report',
  }),
  ana('a job', job, {
    asks: /^\/users\/jobs\/[0-9a-f]{24}$/,
    says: 'This job could not be loaded. It keeps running.',
    beside: 'Jobs',
    shows: 'Monday report',
  }),
  ana('the runs of a job', job, {
    asks: /^\/users\/runs\?/,
    says: 'The runs could not be loaded. The job keeps running.',
    beside: 'Monday report',
    shows: 'Completed',
  }),
  ana('the next runs of a job', (one) => `${job(one)}?tab=schedule`, {
    asks: /^\/users\/jobs\/\w+\/occurrences|^\/schedules\/preview/,
    says: 'The next runs could not be computed.',
    beside: 'Monday report',
    shows: 'Clock changes',
  }),
  ana('the versions of a job', (one) => `${job(one)}?tab=changes`, {
    asks: /^\/users\/jobs\/\w+\/history/,
    says: 'The changes could not be loaded.',
    beside: 'Monday report',
    shows: 'Version 4',
  }),
  ana('the runs', '/runs', {
    asks: /^\/users\/runs\?/,
    says: 'Runs could not be loaded. Your jobs keep running.',
    beside: 'Last hour',
    shows: 'Warehouse import',
  }),
  ana('a run', runOf, {
    asks: /^\/users\/runs\/[0-9a-f]{24}$/,
    says: 'This run could not be loaded.',
    beside: 'Runs',
    shows: 'Receipt',
  }),
  ana('the logins', '/settings?tab=sessions', {
    asks: /^\/auth\/sessions/,
    says: 'Your logins could not be loaded.',
    beside: 'Settings',
    shows: 'This login',
  }),
  ana('the API keys', '/settings?tab=keys', {
    asks: /^\/users\/api-keys/,
    says: 'Your API keys could not be loaded. They keep working.',
    beside: 'Settings',
    shows: 'Dashboard',
  }),
  admin('everybody’s figures', '/admin', {
    asks: /^\/admin\/overview/,
    says: FIGURES,
    beside: 'System overview',
    shows: 'Rate limits',
  }),
  admin('everybody’s jobs', '/admin/jobs', {
    asks: /^\/admin\/jobs\?/,
    says: 'Jobs could not be loaded. They keep running.',
    beside: 'All jobs',
    shows: 'ana@example.com',
  }),
  admin('everybody’s runs', '/admin/runs', {
    asks: /^\/admin\/runs\?/,
    says: 'The runs could not be loaded. Jobs keep running.',
    beside: 'All runs',
    shows: 'ana@example.com',
  }),
  admin('a run of somebody', (one) => `/admin${runOf(one)}`, {
    asks: /^\/admin\/runs\/[0-9a-f]{24}$/,
    says: 'This run could not be loaded.',
    beside: 'Users',
    shows: /503/,
  }),
  admin('the accounts', '/admin/users', {
    asks: /^\/admin\/users\?/,
    says: 'Accounts could not be loaded. Nothing has changed.',
    beside: 'Users',
    shows: 'dora@example.com',
  }),
  admin('the audit', '/admin/audit', {
    asks: /^\/admin\/audit/,
    says: 'The audit log could not be loaded. Acts are still recorded.',
    beside: 'Audit',
    shows: 'bob@example.com',
  }),
  admin('the state of the parts', '/admin/health', {
    asks: /^\/admin\/overview/,
    says: 'The state of the parts could not be loaded.',
    beside: 'Health',
    shows: 'All parts answer.',
  }),
];
