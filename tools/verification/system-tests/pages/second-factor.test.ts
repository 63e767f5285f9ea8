import { randomBytes } from 'node:crypto';
import { appCode } from '@punctual/testing/api/authenticator-app';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newClient, PASSWORD } from '../../support/api-clients.ts';
import { type Visit, violationsOf, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { fits } from '../../support/panel/page-checks.ts';
import { press } from '../../support/panel/panel-page.ts';
import { arrive, logIn, shown } from '../../support/panel/people.ts';
import { ADMIN } from '../../support/panel/punctual.ts';

const WIDTHS = [390, 1_440];
const STEP_MS = 30_000;
const SETTINGS = {
  SECRETS_KEY: randomBytes(32).toString('base64'),
  ADMIN_SECOND_FACTOR: 'required',
};

inBrowser(
  'a second factor, in a browser',
  (stage) => {
    /** The code of the step of time that is `steps` ahead, which is taken too: no test waits for the next one. */
    const code = (secret: string, steps = 0) => appCode(secret, new Date(Date.now() + steps * STEP_MS));

    async function expectGood({ page, complaints }: Visit): Promise<void> {
      expect(await violationsOf(page)).toEqual([]);
      expect(await fits(page)).toBe(true);
      expect(complaints).toEqual([]);
    }

    /** From the question for the password to the recovery codes; returns what the app and the user keep. */
    async function setUp(visitor: Visit, within: Locator, password: string) {
      const pressIn = (name: string) => within.getByRole('button', { name }).click();
      await within.getByLabel('Current password').fill(password);
      await expectGood(visitor);
      await pressIn('Go on');
      await within.getByRole('img', { name: /^QR code/ }).waitFor();
      // A phone cannot scan its own screen.
      expect(await within.locator('a[href^="otpauth://totp/"]').count()).toBe(1);
      await expectGood(visitor);
      const secret = ((await within.locator('code').last().textContent()) ?? '').replaceAll(' ', '');
      await within.getByLabel(/^Code from your/).fill(code(secret));
      await pressIn('Switch on');
      await within.getByRole('list', { name: 'Recovery codes' }).waitFor();
      await expectGood(visitor);
      const codes = await within
        .getByRole('list', { name: 'Recovery codes' })
        .locator('code')
        .allTextContents();
      return { secret, codes };
    }

    const secondStep = async (page: Page, label: RegExp | string, typed: string) => {
      await page.getByLabel(label).fill(typed);
      await press(page, 'Log in');
    };

    test.each(WIDTHS)('at %i px is set up, asked for at the next login, and switched off', async (width) => {
      const { browser, punctual } = stage();
      const login = { email: `ana-${width}@example.com`, password: PASSWORD };
      await newClient(punctual.url, login.email);
      const visitor = await arrive(stage(), login.email, '/settings', { width });
      await press(visitor.page, 'Set up');
      const { secret, codes } = await setUp(visitor, visitor.page.getByRole('dialog'), PASSWORD);
      expect(codes).toHaveLength(10);
      await press(visitor.page, 'I have stored them');
      await shown(visitor.page, /^On since/);
      await expectGood(visitor);

      const later = await visit(browser, width);
      await later.page.goto(`${punctual.url}/login`);
      await logIn(later.page, login);
      await shown(later.page, 'Enter your code');
      await expectGood(later);
      await secondStep(later.page, /^Code from your/, '000000');
      await shown(later.page, /or it was used before/);
      await press(later.page, 'Use a recovery code instead');
      await secondStep(later.page, /^Recovery code/, '0000-0000-0000-0000');
      await shown(later.page, /recovery code is wrong/);
      await secondStep(later.page, /^Recovery code/, codes[0] ?? '');
      await shown(later.page, 'What should happen, and when?');

      await later.page.goto(`${punctual.url}/settings`);
      await shown(later.page, '9 recovery codes are left for when you lose it.');
      await press(later.page, 'Switch off');
      await later.page.getByRole('dialog').getByLabel('Current password').fill(PASSWORD);
      await later.page
        .getByRole('dialog')
        .getByLabel(/^Code from your/)
        .fill(code(secret, 1));
      await expectGood(later);
      await later.page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
      await shown(later.page, 'Logging in needs no code.');
    });

    test('is set up by an administrator of whom it is demanded, before anything else', async () => {
      const { browser, punctual } = stage();
      const visitor = await visit(browser, 1_440);
      await visitor.page.goto(`${punctual.url}/admin/users`);
      await logIn(visitor.page, ADMIN);
      await shown(visitor.page, 'Administrators need one here.');
      await setUp(visitor, visitor.page.getByRole('main'), ADMIN.password);
      await press(visitor.page, 'I have stored them');
      await visitor.page.waitForURL('**/admin/users');
      await shown(visitor.page, ADMIN.email);
      await expectGood(visitor);
    });
  },
  SETTINGS,
);
