import type { Page } from 'playwright-core';
import { at, type PanelPage, press } from './panel-page.ts';
import type { Who } from './people.ts';
import { shown } from './people.ts';

const job = (key: 'weekly' | 'failing' | 'clocks' | 'longName', rest = '') =>
  (({ jobs }) => `/jobs/${jobs[key]}${rest}`) satisfies PanelPage['path'];

/** The answer of the preview: on a phone in a line above the button, else in a table. */
const FORM = /^Next: |^From now$/;

const NOBODYS = [
  at('login', '/login', 'New here?'),
  { ...at('login-callback', '/login/callback', 'Back to the login'), refusal: 404 },
  at('register', '/register', 'Have an account?'),
  at('forgot', '/forgot', 'Send the link'),
  at('reset', '/reset#token=from-a-mail', 'Save password'),
  { ...at('verify', '/verify#token=used-already', 'This link no longer works'), refusal: 422 },
];

const NEWCOMERS = [
  at('jobs-none-yet', '/jobs', 'What should happen, and when?'),
  at('runs-none-yet', '/runs', 'Nothing has run yet.'),
  at('overview-none-yet', '/overview', /Nothing needs your attention|What should happen/),
];

const ANAS = [
  at('overview', '/overview', 'What fails most'),
  at('jobs', '/jobs', 'Monday report'),
  at('jobs-none-match', '/jobs?q=nothing+like+it', 'No jobs match these filters.'),
  at('new-email', '/jobs/new?task=email', FORM),
  at('new-http', '/jobs/new?task=http', FORM),
  at('new-note', '/jobs/new?task=log', FORM),
  at('edit', job('weekly', '/edit'), FORM),
  at('job', job('weekly'), 'Punctuality'),
  at('job-failing', job('failing'), /503/),
  at('job-long-name', job('longName'), 'This job has not run yet.'),
  at('job-schedule', job('clocks', '?tab=schedule'), 'Clock changes'),
  at('job-changes', job('weekly', '?tab=changes'), 'Version 4'),
  at('runs', '/runs', 'Rebuild the search index'),
  ...(['COMPLETED', 'FAILED', 'RUNNING', 'SKIPPED', 'PENDING', 'CANCELED'] as const).map((status) =>
    at(`run-${status.toLowerCase()}`, ({ runs }) => `/runs/${runs[status]}`, 'Receipt'),
  ),
  at('run-late', ({ outages }) => `/runs/${outages.late}`, /^Ran 3 min late, .*: Punctual was down from/),
  at('calendar', '/calendar', /planned/),
  at('calendar-week', '/calendar?view=week', /^\d+$/),
  at('calendar-hours', '/calendar?view=hours', 'Warehouse import'),
  at('api', '/developers', 'Dashboard'),
  at('settings-profile', '/settings', 'Current password'),
  at('settings-logins', '/settings?tab=sessions', 'This login'),
  at('settings-keys', '/settings?tab=keys', 'Dashboard'),
  at('settings-shortcuts', '/settings?tab=shortcuts', 'Search and commands'),
  at('not-found', '/no/such/page', 'Not found'),
];

const ADMINISTRATORS = [
  at('admin-overview', '/admin', 'Rate limits'),
  at('admin-jobs', '/admin/jobs', 'ana@example.com'),
  at('admin-job', ({ jobs }) => `/admin/jobs/${jobs.failing}`, /503/),
  at('admin-runs', '/admin/runs', 'ana@example.com'),
  at('admin-run', ({ runs }) => `/admin/runs/${runs.FAILED}`, /503/),
  at('admin-calendar', '/admin/calendar', /planned/),
  at('admin-calendar-hours', '/admin/calendar?view=hours', 'ana@example.com'),
  at('admin-users', '/admin/users', 'dora@example.com'),
  at('admin-audit', '/admin/audit', 'bob@example.com'),
  at('admin-health', '/admin/health', /^Watcher/),
];

/** Every page by its address, for each who may see it. */
export const PAGES: Record<Who, PanelPage[]> = {
  ...{ nobody: NOBODYS, newcomer: NEWCOMERS, ana: ANAS, admin: ADMINISTRATORS },
};

/** Unfolds the result of the form, which is folded away on a phone. */
async function unfold(page: Page): Promise<void> {
  const line = page.getByRole('button', { name: /^Next: / });
  if (await line.isVisible()) await line.click();
}

const asked = (sentence: RegExp) => async (page: Page) => {
  await press(page, 'Why?');
  await page.getByRole('dialog').getByText(sentence).first().waitFor();
};

/** Views that open on a page of Ana's: forms as they are filled in, dialogs, drawers. */
export const OPENED: PanelPage[] = [
  at('new-trial', '/jobs/new?try', /1 min after you press/),
  at('new-repeat', '/jobs/new?task=email', FORM, async (page) => {
    await page.getByText('Repeat', { exact: true }).click();
    await page.getByLabel('Every', { exact: true }).selectOption('week');
    await unfold(page);
    await shown(page, /every Monday at 0?9:00/i);
  }),
  at('new-cron-clock-change', '/jobs/new?task=log', FORM, async (page) => {
    await page.getByText('Cron', { exact: true }).click();
    await page.getByLabel('Cron expression').fill('30 2 28 3 *');
    await unfold(page);
    await shown(page, /Clocks skip the planned time/);
  }),
  at('new-cron-both-days', '/jobs/new?task=log', FORM, async (page) => {
    await page.getByText('Cron', { exact: true }).click();
    await page.getByLabel('Cron expression').fill('0 9 1-7 * MON');
    await unfold(page);
    await shown(page, /and also on every Monday/);
  }),
  at('new-api-call', job('weekly', '/edit'), FORM, async (page) => {
    await page.getByLabel(/^Name/).fill('Tuesday report');
    await press(page, 'As an API call');
    await shown(page, /curl -X PATCH/);
  }),
  at('new-wrong', '/jobs/new?task=email', FORM, async (page) => {
    await press(page, 'Schedule job');
    await shown(page, /your attention/);
  }),
  at('new-all-open', '/jobs/new?task=http', FORM, async (page) => {
    await page.getByRole('heading', { name: 'If something goes wrong' }).click();
    await shown(page, 'If Punctual was down at that time');
    await page.getByRole('heading', { name: 'More options' }).click();
    await page.getByLabel(/^Time limit of a run/).waitFor();
  }),
  at('edit-effect', job('weekly', '/edit'), FORM, async (page) => {
    await page.getByText('Cron', { exact: true }).click();
    await page.getByLabel('Cron expression').fill('0 9 * * MON,THU');
    await unfold(page);
    await shown(page, /runs added/);
  }),
  at('run-drawer', '/runs', 'Warehouse import', async (page) => {
    await page
      .getByRole('link', { name: /^Warehouse import, run of/ })
      .first()
      .click();
    await shown(page, 'Receipt');
  }),
  at('why', ({ runs }) => `/runs/${runs.SKIPPED}`, 'Receipt', asked(/^Skipped: .* was still going/)),
  at(
    'why-late',
    ({ outages }) => `/runs/${outages.late}`,
    'Receipt',
    asked(/^Ran 3 min late, .*: Punctual was down from/),
  ),
  at(
    'why-missed',
    ({ outages }) => `/runs/${outages.missed}`,
    'Receipt',
    asked(/^Skipped: Punctual was down from/),
  ),
  at('jobs-selected', '/jobs', 'Monday report', async (page) => {
    const select = page.getByLabel('Select Monday report', { exact: true });
    if (await select.isVisible()) await select.check();
    else {
      await press(page, 'Actions for Monday report');
      await page.getByRole('menuitem', { name: 'Select' }).click();
    }
    await shown(page, '1 selected');
  }),
  at('job-menu', job('failing'), /503/, async (page) => {
    await press(page, 'Actions for Warehouse import');
    await page.getByRole('menuitem', { name: 'Clone' }).waitFor();
  }),
  at('job-delete', job('failing'), /503/, async (page) => {
    await press(page, 'Actions for Warehouse import');
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await shown(page, /It stops running/);
  }),
  at('shortcuts', '/jobs', 'Monday report', async (page) => {
    await page.keyboard.press('?');
    await shown(page, 'Next row');
  }),
  at('search', '/jobs', 'Monday report', async (page) => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('dialog').getByRole('textbox').fill('report');
    await page.getByRole('dialog').getByText('Monday report').first().waitFor();
  }),
  at('account-menu', '/jobs', 'Monday report', async (page) => {
    await press(page, 'Account of ana@example.com');
    await shown(page, 'Log out');
  }),
];
