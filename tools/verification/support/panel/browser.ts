import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { settled } from './page-checks.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SERIOUS = ['serious', 'critical'];

export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: FLAGS });

export interface Visit {
  page: Page;
  /** Complaints of the browser: script errors, refused contents, failed requests of the page itself. */
  complaints: string[];
}

/** A visitor of their own: no cookie, no storage of anybody else. */
export async function visit(
  browser: Browser,
  width: number,
  options: Pick<BrowserContextOptions, 'timezoneId' | 'colorScheme' | 'locale'> = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    bypassCSP: false,
    // What was looked at in the middle of a fade would be other colours than its own.
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A visitor without a session is told so by a 401, which the browser logs by itself.
    if (message.type() === 'error' && !/status of 401/.test(message.text())) complaints.push(message.text());
  });
  return { page, complaints };
}

interface AxeResults {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}

/**
 * Lists serious violations of the rules of accessibility on the page that is shown.
 * @param rules only these, by their names at axe
 */
export async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  await settled(page);
  // As the browser's own console would: the page's content security policy stays as it is.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(await readFile(AXE, 'utf8'));
  const options = rules ? { runOnly: rules } : {};
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as AxeResults;
  const serious = violations.filter(({ impact }) => SERIOUS.includes(impact));
  return serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Holds the page that is shown to the rules of accessibility. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
}
