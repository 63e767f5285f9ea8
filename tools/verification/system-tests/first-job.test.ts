import { expect, test } from 'vitest';
import { expectAccessible, visit } from '../support/panel/browser.ts';
import { inBrowser } from '../support/panel/in-browser.ts';
import { logIn, register, SEEN_MS, scheduleEmail, shown } from '../support/panel/people.ts';
import { ADMIN } from '../support/panel/punctual.ts';

const WIDTHS = [390, 1_440];

inBrowser('the whole, in a browser', (stage) => {
  const subjects = async () => (await stage().punctual.mail.messages()).map(({ subject }) => subject);

  test.each(WIDTHS)('at %i px a new user schedules an email, and sees that it was sent', async (width) => {
    const { page, complaints } = await visit(stage().browser, width);
    const subject = `Every two seconds at ${width}`;
    await register(page, stage().punctual.url, `ana-${width}@example.com`);
    await expectAccessible(page);
    await scheduleEmail(page, subject);
    await expect.poll(() => subjects(), { timeout: SEEN_MS }).toContain(subject);
    await shown(page, /[1-9]\d* completed/);
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });

  test('an administrator sees everybody’s jobs, each with its owner', async () => {
    const { browser, punctual } = stage();
    const owner = await visit(browser, WIDTHS[1] as number);
    await register(owner.page, punctual.url, 'bob@example.com');
    await scheduleEmail(owner.page, 'Seen by Carla');
    await shown(owner.page, /[1-9]\d* completed/);
    const { page, complaints } = await visit(browser, WIDTHS[1] as number);
    await page.goto(`${punctual.url}/admin/jobs`);
    await logIn(page, ADMIN);
    await shown(page, 'bob@example.com');
    await shown(page, 'Seen by Carla');
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });
});
