import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { clientOf, type Login, newClient, PASSWORD } from '../../support/api-clients.ts';
import { expectAccessible, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { logIn, mailedLink, SEEN_MS, shown } from '../../support/panel/people.ts';

const WIDTHS = [390, 1_440];
const NEXT = 'a far better battery';

inBrowser('an account, in a browser', (stage) => {
  /** Somebody with an account, whose browser has asked for `path` and logged in. */
  async function ana(width: number, path: string, login: Login) {
    const { browser, punctual } = stage();
    await newClient(punctual.url, login.email, 'Asia/Tokyo');
    const { page, complaints } = await visit(browser, width);
    await page.goto(`${punctual.url}${path}`);
    await logIn(page, login);
    await page.waitForURL(`**${path}`);
    return { page, complaints };
  }

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

  test.each(WIDTHS)('at %i px a forgotten password is replaced by way of a mail', async (width) => {
    const { browser, punctual } = stage();
    const email = `forgetful-${width}@example.com`;
    await newClient(punctual.url, email);
    const { page, complaints } = await visit(browser, width);
    await page.goto(`${punctual.url}/login`);
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await expectAccessible(page);
    await page.getByLabel('Email').fill(email);
    await button(page, 'Send the link').click();
    await shown(page, 'Check your email');
    await page.goto(await mailedLink(punctual.mail, email));
    await page.getByLabel('New password', { exact: true }).fill(NEXT);
    expect(page.url()).toBe(`${punctual.url}/reset`);
    await expectAccessible(page);
    await button(page, 'Save password').click();
    await shown(page, 'Your password is changed. Log in with the new one.');
    await logIn(page, { email, password: NEXT });
    await shown(page, 'What should happen, and when?');
    expect(complaints).toEqual([]);
  });

  test('a link that was used, and one without its token, lead to a new one', async () => {
    const { browser, punctual } = stage();
    const { page } = await visit(browser, 390);
    await page.goto(`${punctual.url}/reset#token=used-already`);
    await page.getByLabel('New password', { exact: true }).fill(NEXT);
    await button(page, 'Save password').click();
    await shown(page, 'This link no longer works');
    await page.getByRole('link', { name: 'Get a new link' }).click();
    await page.getByLabel('Email').waitFor();
    await page.goto(`${punctual.url}/verify`);
    await shown(page, 'This link no longer works');
  });

  test.each(WIDTHS)('at %i px name, zone and password are changed, and times follow', async (width) => {
    const login = { email: `ana-${width}@example.com`, password: PASSWORD };
    const { page, complaints } = await ana(width, '/settings', login);
    await page.getByLabel('Name (optional)').fill('Ana');
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Lisbon');
    await page.getByRole('option', { name: /Lisbon/ }).click();
    await button(page, 'Save changes').click();
    await shown(page, 'Saved.');
    await button(page, `Account of ${login.email}`).click();
    await shown(page, 'Ana');
    await page.keyboard.press('Escape');
    await page.getByLabel('Current password').fill(PASSWORD);
    await page.getByLabel('New password').fill(NEXT);
    await button(page, 'Change password').click();
    await shown(page, 'Password changed. All your other logins have ended, and your API keys are revoked.');
    await expectAccessible(page);
    await page.goto(`${stage().punctual.url}/settings?tab=sessions`);
    await shown(page, /Logged in .* (WET|WEST|GMT)/);
    await expect(clientOf(stage().punctual.url, { ...login, password: NEXT })).resolves.toBeDefined();
    expect(complaints).toEqual([]);
  });

  test.each(WIDTHS)('at %i px logins elsewhere are seen and ended', async (width) => {
    const login = { email: `roaming-${width}@example.com`, password: PASSWORD };
    const { page, complaints } = await ana(width, '/settings?tab=sessions', login);
    for (let count = 0; count < 2; count += 1) await clientOf(stage().punctual.url, login);
    await page.reload();
    await shown(page, 'This login');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Log out node' }).first().click();
    await shown(page, 'Logged out: node.');
    await button(page, 'Log out everywhere else').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('They end at once. This one stays.').waitFor();
    await dialog.getByRole('button', { name: 'Log out everywhere else' }).click();
    await page.getByRole('button', { name: 'Log out node' }).first().waitFor({ state: 'detached' });
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1');
    expect(complaints).toEqual([]);
  });

  test.each(WIDTHS)('at %i px an API key is made, shown once, used and revoked', async (width) => {
    const login = { email: `keys-${width}@example.com`, password: PASSWORD };
    const { page, complaints } = await ana(width, '/settings?tab=keys', login);
    await shown(page, 'No API keys. Services need one to create jobs.');
    await button(page, 'New API key').click();
    await page.getByLabel('Service').fill('billing');
    await expectAccessible(page);
    await button(page, 'Create key').click();
    const key = await page.getByLabel('API key of billing').inputValue();
    await page.keyboard.press('Escape');
    await button(page, 'I have stored it').click();
    await shown(page, `${key.slice(0, 6)}`);
    const jobs = () => fetch(`${stage().punctual.url}/users/jobs`, { headers: { 'x-api-key': key } });
    expect((await jobs()).status).toBe(200);
    await expectAccessible(page);
    await button(page, 'Revoke the key of billing').click();
    await button(page, 'Revoke key').click();
    await shown(page, 'The key of “billing” is revoked.');
    await shown(page, 'No API keys. Services need one to create jobs.');
    expect((await jobs()).status).toBe(401);
    expect(complaints).toEqual([]);
  });

  test('a session that ends elsewhere leads to the login, and back to the page', async () => {
    const login = { email: 'ended@example.com', password: PASSWORD };
    const { page } = await ana(1_440, '/settings?tab=sessions', login);
    await shown(page, 'This login');
    const elsewhere = await clientOf(stage().punctual.url, login);
    await elsewhere('/auth/password', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ current: PASSWORD, next: NEXT }),
    });
    await shown(page, 'Your session ended. Log in to go on.');
    await logIn(page, { ...login, password: NEXT });
    await page.waitForURL('**/settings?tab=sessions', { timeout: SEEN_MS });
  });
});

inBrowser(
  'where an address is to be confirmed, in a browser',
  (stage) => {
    test.each(WIDTHS)('at %i px registration says what comes next, and the link lets in', async (width) => {
      const { browser, punctual } = stage();
      const email = `new-${width}@example.com`;
      const { page, complaints } = await visit(browser, width);
      await page.goto(`${punctual.url}/register`);
      await page.getByLabel('Email').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Create account' }).click();
      await shown(page, `An email is on its way to ${email}`);
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Check your email');
      await expectAccessible(page);
      await mailedLink(punctual.mail, email);
      await page.getByRole('button', { name: 'Send it again' }).click();
      await shown(page, 'Sent again.');
      await page.goto(await mailedLink(punctual.mail, email, 2));
      await shown(page, 'Your address is confirmed');
      expect(page.url()).toBe(`${punctual.url}/verify`);
      await page.getByRole('link', { name: 'Go on' }).click();
      await logIn(page, { email, password: PASSWORD });
      await shown(page, 'What should happen, and when?');
      expect(complaints).toEqual([]);
    });
  },
  { EMAIL_VERIFICATION: 'required' },
);
