import { useOidcProvider } from '@punctual/testing/api/oidc-provider';
import { expect, test } from 'vitest';
import { newClient } from '../../support/api-clients.ts';
import { type Visit, violationsOf, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { fits } from '../../support/panel/page-checks.ts';
import { press } from '../../support/panel/panel-page.ts';
import { shown } from '../../support/panel/people.ts';

const WIDTHS = [390, 1_440];
/** Its form asks for a font from elsewhere, and for an icon that it does not have. */
const OF_THE_PROVIDER = /ERR_NAME_NOT_RESOLVED|status of 404/;
const env: Record<string, string> = { OIDC_LABEL: 'Example' };
const provider = useOidcProvider(env);

inBrowser(
  'a login through a provider, in a browser',
  (stage) => {
    async function expectGood({ page }: Visit): Promise<void> {
      expect(await violationsOf(page)).toEqual([]);
      expect(await fits(page)).toBe(true);
    }

    /** Somebody asks for a page, and goes to the provider and back. */
    async function logIn(name: string, width: number, path = '/'): Promise<Visit> {
      const visitor = await visit(stage().browser, width);
      const { page } = visitor;
      await page.goto(`${stage().punctual.url}${path}`);
      await page.getByRole('button', { name: 'Log in with Example' }).waitFor();
      await expectGood(visitor);
      await press(page, 'Log in with Example');
      await page.locator('input[name=login]').fill(name);
      await page.locator('input[name=password]').fill('any');
      await page.locator('button[type=submit]').click();
      return visitor;
    }

    test.each(WIDTHS)('at %i px leads to the page that was asked for', async (width) => {
      const [name, email] = [`subject-${width}`, `person-${width}@example.com`];
      provider().people.set(name, { email, email_verified: true });
      const visitor = await logIn(name, width, '/settings');
      await visitor.page.waitForURL('**/settings');
      await shown(visitor.page, /^You log in through a provider/);
      await expectGood(visitor);
      expect(visitor.complaints.filter((one) => !OF_THE_PROVIDER.test(one))).toEqual([]);
    });

    test.each(WIDTHS)('at %i px says why it is refused, and leaves nothing in the address', async (width) => {
      const [name, email] = [`stranger-${width}`, `taken-${width}@example.com`];
      await newClient(stage().punctual.url, email);
      provider().people.set(name, { email, email_verified: true });
      const visitor = await logIn(name, width);
      await shown(visitor.page, /^Your address has an account already/);
      expect(visitor.page.url()).toBe(`${stage().punctual.url}/login/callback`);
      await expectGood(visitor);
      await visitor.page.getByRole('link', { name: 'Back to the login' }).click();
      await shown(visitor.page, 'New here?');
    });
  },
  env,
);
