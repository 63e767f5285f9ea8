import type { MailSink } from '@punctual/testing/backing/mail-sink';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Login, PASSWORD } from '../api-clients.ts';
import { type Visit, visit } from './browser.ts';
import type { Stage } from './in-browser.ts';

/** Time that a person would wait for what they asked for. */
export const SEEN_MS = 20_000;

/** The visitors as whom pages are looked at. */
export type Who = 'nobody' | 'newcomer' | 'ana' | 'admin';

export const shown = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: SEEN_MS });

/** Makes an account as its owner would, and ends where they begin: at their first job. */
export async function register(page: Page, url: string, email: string): Promise<void> {
  await page.goto(`${url}/register`);
  await enter(page, { email, password: PASSWORD }, 'Create account');
  await shown(page, 'What should happen, and when?');
}

/**
 * Somebody who has an account comes to a page, is asked who he is, and gets there.
 * @param listens until he is told of what changes
 */
export async function arrive(
  { browser, punctual }: Stage,
  email: string,
  path: string,
  { width = 1_440, listens = false } = {},
): Promise<Visit> {
  const { page, complaints } = await visit(browser, width);
  await page.goto(`${punctual.url}${path}`);
  await page.waitForURL(/login/);
  const told = listens ? page.waitForResponse(/\/events/) : null;
  await logIn(page, { email, password: PASSWORD });
  await page.waitForURL(({ pathname }) => pathname !== '/login', { timeout: SEEN_MS });
  await told;
  return { page, complaints };
}

/** Logs in at the form that is shown. */
export const logIn = (page: Page, login: Login): Promise<void> => enter(page, login, 'Log in');

async function enter(page: Page, { email, password }: Login, button: string): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: button }).click();
}

/** From the question what should happen to an email every two seconds. */
export async function scheduleEmail(page: Page, subject: string): Promise<void> {
  await page.getByText('Send an email').first().click();
  await page.getByLabel('To', { exact: true }).fill('ops@example.com');
  await page.getByLabel('Subject').fill(subject);
  await page.getByLabel('Text', { exact: true }).fill('On time, every two seconds.');
  await page.getByText('Cron', { exact: true }).click();
  await page.getByLabel('Cron expression').fill('*/2 * * * * *');
  await page.getByRole('button', { name: 'Schedule job' }).click();
}

/** The link in the newest mail to somebody, once so many have come. */
export async function mailedLink(mail: MailSink, email: string, count = 1): Promise<string> {
  const links = async () => {
    const mails = (await mail.messages()).filter(({ to }) => to.includes(email));
    return mails.map(({ text }) => /http\S+#token=\S+/.exec(text)?.[0]);
  };
  await expect.poll(links, { timeout: SEEN_MS }).toHaveLength(count);
  return (await links())[0] ?? '';
}
