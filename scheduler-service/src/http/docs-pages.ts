import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import compression from 'compression';
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
  router.use('/docs', compression());
  router.get('/api', (_request, response) => response.redirect('/docs'));
  router.get('/docs', (_request, response) => void response.type('html').send(PAGE));
  router.get('/docs/start.js', (_request, response) => void cacheForAnHour(response).type('js').send(START));
  for (const file of FILES) router.get(`/docs/${file}`, sendDocsFile(file));
  return router;
}

const cacheForAnHour = (response: Response): Response => response.set('Cache-Control', HOUR);

const sendDocsFile =
  (file: string): RequestHandler =>
  (_request, response) =>
    cacheForAnHour(response).sendFile(file, { root: SWAGGER_UI });
