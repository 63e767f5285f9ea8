import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MailCatcher, startMailCatcher } from '../src/mail-catcher.ts';

let dir: string;
let catcher: MailCatcher;
let sender: Transporter;

const start = () => startMailCatcher({ dir, smtpPort: 0, httpPort: 0 });

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mail-catcher-'));
  catcher = await start();
  sender = createTransport(`${catcher.smtpUrl}?pool=true`);
});

afterEach(async () => {
  sender.close();
  await catcher.close();
  await rm(dir, { recursive: true, force: true });
});

const send = (message: SendMailOptions = {}) =>
  sender.sendMail({
    from: 'punctual@example.com',
    to: 'ops@example.com',
    subject: 'Report',
    text: 'All is well.',
    ...message,
  });

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, catcher.pageUrl), { headers });
const getJson = async (path: string) => (await get(path)).json();

/** Asks for the page under this name. */
const statusFor = (port: number, host: string) =>
  new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', headers: { host } }, (response) =>
      resolve(response.resume().statusCode),
    )
      .on('error', reject)
      .end();
  });

async function onlyId(): Promise<string> {
  const { data } = (await getJson('/api/messages')) as { data: Array<{ id: string }> };
  expect(data).toHaveLength(1);
  return data[0]?.id ?? '';
}

describe('a message that was sent', () => {
  it('is kept as one file and found under /api/messages with all that it says', async () => {
    await send({ messageId: '<run-1@punctual>', headers: { 'X-Run': '1' }, html: '<b>All is well.</b>' });
    expect(await readdir(dir)).toEqual([expect.stringMatching(/^\d{8}T\d{9}Z-.*\.eml$/)]);
    expect(await getJson(`/api/messages/${await onlyId()}`)).toMatchObject({
      from: 'punctual@example.com',
      to: ['ops@example.com'],
      subject: 'Report',
      text: expect.stringContaining('All is well.'),
      html: expect.stringContaining('<b>All is well.</b>'),
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      headers: { 'message-id': ['<run-1@punctual>'], 'x-run': ['1'] },
    });
  });

  it('names everybody it was delivered to, blind copies too', async () => {
    await send({ to: ['a@example.com', 'b@example.com'], bcc: 'hidden@example.com' });
    expect(await getJson(`/api/messages/${await onlyId()}`)).toMatchObject({
      to: ['a@example.com', 'b@example.com'],
      recipients: ['a@example.com', 'b@example.com', 'hidden@example.com'],
    });
  });

  it('is still there after a restart, and new ones come before it', async () => {
    await send({ subject: 'first' });
    await catcher.close();
    catcher = await start();
    sender = createTransport(catcher.smtpUrl);
    await send({ subject: 'second' });
    expect((await catcher.messages()).map(({ subject }) => subject)).toEqual(['second', 'first']);
  });

  it('may come with a user name and password, whatever they are', async () => {
    const { host, port } = { host: '127.0.0.1', port: catcher.smtpPort };
    const withUser = createTransport({ host, port, auth: { user: 'u', pass: 'p' } });
    await withUser.sendMail({ from: 'a@example.com', to: 'b@example.com', text: 'x' });
    withUser.close();
    expect(catcher.count()).toBe(1);
  });
});

describe('the page', () => {
  it('lists messages, the newest first, with what was typed into them escaped', async () => {
    await send({ subject: 'older' });
    await send({ subject: '<script>alert(1)</script>' });
    const page = await (await get('/')).text();
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>alert');
    expect(page.indexOf('&lt;script&gt;')).toBeLessThan(page.indexOf('older'));
  });

  it('shows the HTML of a message only in a sandbox without scripts and requests', async () => {
    await send({ html: '<script>alert(1)</script>' });
    const id = await onlyId();
    expect(await (await get(`/messages/${id}`)).text()).toContain(`<iframe sandbox="" `);
    const policy = (await get(`/messages/${id}/html`)).headers.get('content-security-policy');
    expect(policy).toMatch(/^sandbox; default-src 'none'/);
  });

  it('gives only the rows that came since the newest it has', async () => {
    await send({ subject: 'seen' });
    const seen = await onlyId();
    await send({ subject: 'fresh' });
    const answer = await get(`/rows?after=${seen}`);
    expect(answer.headers.get('x-count-line')).toBe('2 messages');
    const rows = await answer.text();
    expect(rows).toContain('fresh');
    expect(rows).not.toContain('seen');
  });

  it('allows no inline script', async () => {
    expect((await get('/')).headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('answers no foreign host name, though it listens at all addresses, but those that it is told', async () => {
    const open = await startMailCatcher({
      ...{ dir, smtpPort: 0, httpPort: 0, host: '0.0.0.0' },
      allowedHosts: ['mail.example'],
    });
    const statuses = ['evil.example', 'localhost.evil.example:8025', 'mail.example:8025', '127.0.0.1:1'].map(
      (host) => statusFor(open.httpPort, host),
    );
    expect(await Promise.all(statuses)).toEqual([403, 403, 200, 200]);
    expect(await statusFor(catcher.httpPort, 'evil.example')).toBe(403);
    await open.close();
  });

  it('answers 404 for a message that is not there, whatever is in its name', async () => {
    expect((await get('/messages/nothing')).status).toBe(404);
    expect((await get('/messages/..%2f..%2fetc%2fpasswd.eml')).status).toBe(404);
  });
});

it('keeps 1,000 messages, sent over a few connections, within 10 s', async () => {
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: 1000 }, (_, index) => send({ subject: `message ${index}` })));
  await catcher.whenCount(1000);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect(new Set((await catcher.messages()).map(({ subject }) => subject)).size).toBe(1000);
});
