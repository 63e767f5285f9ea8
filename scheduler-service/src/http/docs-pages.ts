import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type RequestHandler, type Response, Router } from 'express';
import { DOCS_PAGE } from './docs/docs-page.ts';
import { START_SCRIPT, THEME_SCRIPT } from './docs/docs-scripts.ts';
import { DOCS_STYLE } from './docs/docs-style.ts';

const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
/** Files of the package that the page needs. */
const FILES = ['swagger-ui-bundle.js', 'swagger-ui.css', 'favicon-32x32.png'];
const HOUR = 'public, max-age=3600';

/** Files of ours, by their names: the content security policy allows neither scripts nor styles in the page. */
const OWN_FILES = { 'theme.js': THEME_SCRIPT, 'start.js': START_SCRIPT, 'page.css': DOCS_STYLE };

/** Serves the description of the API as a page, at /docs; /api leads there. All of it comes from this service. */
export function serveDocs(): Router {
  const router = Router();
  router.get('/api', (_request, response) => response.redirect('/docs'));
  router.get('/docs', (_request, response) => void response.type('html').send(DOCS_PAGE));
  for (const [file, text] of Object.entries(OWN_FILES))
    router.get(`/docs/${file}`, (_request, response) => void cacheForAnHour(response).type(file).send(text));
  for (const file of FILES) router.get(`/docs/${file}`, sendDocsFile(file));
  return router;
}

const cacheForAnHour = (response: Response): Response => response.set('Cache-Control', HOUR);

interface PackedFile {
  packed: Buffer;
  etag: string;
}

/** Reads and packs a file of the page at the first request: packing it takes as long as ten thousand answers. */
function sendDocsFile(file: string): RequestHandler {
  let reading: Promise<PackedFile> | undefined;
  return async (request, response) => {
    if (!request.acceptsEncodings('gzip')) {
      cacheForAnHour(response).vary('Accept-Encoding').sendFile(file, { root: SWAGGER_UI });
      return;
    }
    reading ??= readPacked(join(SWAGGER_UI, file));
    const { packed, etag } = await reading;
    const headers = { 'Content-Encoding': 'gzip', ETag: etag };
    cacheForAnHour(response).vary('Accept-Encoding').type(file).set(headers).send(packed);
  };
}

async function readPacked(path: string): Promise<PackedFile> {
  const packed = await promisify(gzip)(await readFile(path));
  return { packed, etag: `"${createHash('sha256').update(packed).digest('base64url')}"` };
}
