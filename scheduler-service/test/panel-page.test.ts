import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { useApi } from '@punctual/testing/api/api';
import { afterAll, describe, expect, test } from 'vitest';

const SCRIPT = `console.log(${JSON.stringify('the panel '.repeat(100))})`;
const panel = mkdtempSync(join(tmpdir(), 'punctual-panel-'));
mkdirSync(join(panel, 'assets'));
writeFileSync(
  join(panel, 'index.html'),
  '<!doctype html><style nonce="__CSP_NONCE__"></style><p>__CSP_NONCE__',
);
writeFileSync(join(panel, 'theme.js'), SCRIPT);
writeFileSync(join(panel, 'assets', 'app-1a2b.js'), SCRIPT);
writeFileSync(join(panel, 'assets', 'app-1a2b.js.br'), brotliCompressSync(SCRIPT));
writeFileSync(join(panel, '.secret'), 'secret');
afterAll(() => rmSync(panel, { recursive: true }));

const api = useApi({ env: { PANEL_DIR: panel } });
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const page = (path: string) => api.nobody.get(path, browser);

describe('panel: a request for HTML', () => {
  test.each([
    '/',
    '/jobs',
    '/jobs/0123456789abcdef01234567',
    '/admin/jobs',
    '/login?next=%2Fjobs',
    '/index.html',
  ])('gets the panel’s page at %s, logged in or not', async (path) => {
    const { status, headers, text } = await page(path);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('<!doctype html>');
  });

  test('gets a page with the nonce of its own answer in each place', async () => {
    const [one, other] = [await page('/'), await page('/')];
    const nonce = /'nonce-([^']+)'/.exec(one.headers.get('content-security-policy') ?? '')?.[1];
    expect(one.text).toBe(`<!doctype html><style nonce="${nonce}"></style><p>${nonce}`);
    expect(other.text).not.toBe(one.text);
  });

  test('gets a page that no cache stores', async () => {
    expect((await page('/')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('panel: a request for the site itself', () => {
  test.each(['*/*', 'text/*', 'image/*,*/*;q=0.8'])(
    'gets the page whatever it accepts: %s',
    async (accept) => {
      const { status, headers } = await api.nobody.get('/', { accept });
      expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect((await fetch(`${api.url}/`, { method: 'HEAD', headers: { accept } })).status).toBe(200);
    },
  );

  test('that asks for JSON is told where the API is described', async () => {
    for (const accept of ['application/json', 'application/json, text/plain, */*']) {
      const error = await api.nobody.refused('GET', '/', undefined, { accept });
      expect([error.status, error.message]).toEqual([401, expect.stringContaining('/docs')]);
    }
  });
});

describe('panel: what both the panel and the API answer', () => {
  test('says so to caches: it varies by what is accepted, whoever answers', async () => {
    for (const accept of ['text/html', 'application/json'])
      for (const path of ['/', '/jobs', '/admin/jobs', '/health']) {
        const { headers } = await api.ana.get(path, { accept });
        expect([path, accept, headers.get('vary')]).toEqual([
          path,
          accept,
          expect.stringMatching(/\bAccept\b(?!-)/),
        ]);
      }
    expect((await api.nobody.get('/theme.js')).headers.get('vary') ?? '').not.toMatch(/\bAccept\b(?!-)/);
  });
});

describe('panel: any other request', () => {
  test('goes to the API, at the same addresses', async () => {
    expect((await api.ana.get('/jobs', { accept: 'application/json' })).body).toHaveProperty('data');
    expect((await api.ana.get('/jobs', { accept: '*/*' })).body).toHaveProperty('data');
    expect((await api.nobody.refused('GET', '/jobs')).status).toBe(401);
  });

  test('that posts goes to the API, whatever it accepts', async () => {
    expect((await api.nobody.refused('POST', '/jobs', {}, browser)).status).toBe(401);
  });
});

describe('the panel’s files', () => {
  test('are public, and cached for a year where their name depends on their content', async () => {
    const { status, headers, text } = await api.nobody.get('/assets/app-1a2b.js');
    expect([status, text]).toEqual([200, SCRIPT]);
    expect(headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('are cached for an hour otherwise', async () => {
    expect((await api.nobody.get('/theme.js')).headers.get('cache-control')).toBe('public, max-age=3600');
  });

  test('are sent compressed to clients that accept it', async () => {
    const { headers, text } = await api.nobody.get('/assets/app-1a2b.js', { 'accept-encoding': 'br' });
    expect(headers.get('content-encoding')).toBe('br');
    expect(text).toBe(SCRIPT);
  });

  test.each([
    '/assets/missing.js',
    '/.secret',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
  ])('are these files and no others: %s is not there', async (path) => {
    expect([401, 404]).toContain((await api.nobody.refused('GET', path)).status);
  });
});
