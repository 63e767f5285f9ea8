import { VERSION } from '@punctual/engine/platform/version';

/** The page of the reference: a start for those who are new, then the renderer of the description. */
export const DOCS_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>API reference · Punctual</title>
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
    <script src="/docs/theme.js"></script>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="stylesheet" href="/docs/page.css">
  </head>
  <body>
    <header class="bar">
      <a class="home" href="/">← Punctual</a>
      <nav aria-label="API">
        <a href="/developers">Your keys</a>
        <a href="/openapi.json">OpenAPI document</a>
      </nav>
    </header>
    <main>
      <section class="start">
        <h1>API reference <small>version ${VERSION}</small></h1>
        <ol>
          <li>
            <strong>Make a key.</strong> Log in, open <a href="/developers">API</a> and press “New API key”.
            It is shown once.
          </li>
          <li>
            <strong>Make the first call</strong>, with your key in the place of YOUR_KEY:
            <figure aria-label="The first call"><pre>curl '<span data-origin></span>/users/jobs' -H 'X-API-Key: YOUR_KEY'</pre></figure>
          </li>
          <li>
            <strong>Schedule a job:</strong>
            <figure aria-label="A job that runs every hour"><pre>curl '<span data-origin></span>/users/jobs' -H 'X-API-Key: YOUR_KEY' -H 'Content-Type: application/json' \\
  -d '{ "name": "Hello", "task": { "type": "log", "data": "On time." },
        "schedule": { "kind": "interval", "every": "1h" } }'</pre></figure>
          </li>
          <li>
            <strong>Try the others here:</strong> press “Authorize”, paste your key under apiKey, open a call and
            press “Try it out”. It is carried out for real.
          </li>
        </ol>
      </section>
      <div id="swagger-ui"></div>
    </main>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;
