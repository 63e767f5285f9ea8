import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type RequestHandler, type Response, Router } from 'express';

const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
/** Files of the package that the page needs. */
const FILES = ['swagger-ui-bundle.js', 'swagger-ui.css', 'favicon-32x32.png'];
const HOUR = 'public, max-age=3600';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Punctual API</title>
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <main id="swagger-ui"></main>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

/** A file of its own: the content security policy allows no script in the page. It asks no other site for anything. */
const START = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  validatorUrl: null,
});
`;

/** Serves the description of the API as a page, at /docs; /api leads there. All of it comes from this service. */
export function serveDocs(): Router {
  const router = Router();
  router.get('/api', (_request, response) => response.redirect('/docs'));
  router.get('/docs', (_request, response) => void response.type('html').send(PAGE));
  router.get('/docs/start.js', (_request, response) => void cacheForAnHour(response).type('js').send(START));
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
