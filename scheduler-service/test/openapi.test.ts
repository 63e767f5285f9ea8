import { get, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Endpoint } from '@punctual/contracts/api/endpoint';
import { DAY_MS } from '@punctual/contracts/time';
import { VERSION } from '@punctual/engine/platform/version';
import { described, unlike } from '@punctual/testing/api/answer-schemas';
import { useApi } from '@punctual/testing/api/api';
import { allEndpoints } from '@punctual/testing/api/contracts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Router } from 'express';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { convertPathToTemplate } from '../src/operations/openapi/names.ts';
import type { Content, OpenApiDocument, Operation } from '../src/operations/openapi/types.ts';

// Installed before the service starts: it sees every route that is added to any router of the service.
const adding = vi.spyOn(Router.prototype as unknown as Router, 'route');
const api = useApi();
const endpoints = await allEndpoints();

/** Served for browsers, and no part of the API. */
const PAGES = /^\/(api|docs.*|\{\*path\})$/;
const nameOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>) =>
  `${method} ${convertPathToTemplate(path)}`;

const operations: [string, Operation][] = Object.entries(described.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, one]): [string, Operation] => [
    `${method.toUpperCase()} ${path}`,
    one,
  ]),
);

let served: OpenApiDocument;
beforeAll(async () => {
  served = (await api.nobody.get<OpenApiDocument>('/openapi.json')).body;
});

/** The method and path of every route that the service has mounted, as express knows them. */
const mountedRoutes = (): string[] =>
  adding.mock.results
    .map(({ value }) => value as { path: string; methods: Record<string, boolean> })
    .filter(({ path }) => !PAGES.test(path))
    .flatMap(({ path, methods }) =>
      Object.keys(methods)
        .filter((method) => method !== '_all')
        .map((method) => `${method.toUpperCase()} ${convertPathToTemplate(path)}`),
    );

describe('OpenAPI: the description of the API', () => {
  test('is OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(served) as object as never);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(served.openapi).toMatch(/^3\.1\./);
  });

  test('holds every contract, and nothing else', () => {
    const told = Object.entries(served.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(told.sort()).toEqual(endpoints.map(nameOf).sort());
  });

  test('holds every route that is mounted, and every contract is mounted', () => {
    expect([...new Set(mountedRoutes())].sort()).toEqual(endpoints.map(nameOf).sort());
  });

  test('is the one that tests check every answer against', () => {
    const sorted = (document: OpenApiDocument) => JSON.parse(JSON.stringify(document.paths)) as object;
    expect(sorted(served)).toEqual(sorted(described));
  });

  test('marks what only the server sets in the body of a job that is changed', () => {
    for (const name of ['JobChange', 'JobReplacement']) {
      const { properties = {} } = described.components.schemas[name] ?? {};
      const marked = Object.keys(properties).filter((field) => properties[field]?.readOnly);
      expect(marked).toEqual(expect.arrayContaining(['id', 'status', 'counts', 'revision', 'owner']));
      expect(marked).not.toContain('name');
    }
  });

  test('has no bounds of numbers, and no examples, that only say how far JavaScript counts', () => {
    expect(JSON.stringify(served).includes(String(Number.MAX_SAFE_INTEGER))).toBe(false);
  });

  test('has the version of the product', () => {
    expect(served.info.version).toBe(VERSION);
  });

  test.each([
    ...[' 15m', '1h 30m', '1H30M', '2d', '5000', '90000ms', 900_000],
    ...['PT1M', 'often', '', '1.5h', '15 minutes', 0, -1, 3_661 * DAY_MS],
  ])('takes the intervals that the API takes, and no other: %j', async (every) => {
    const schedule = { kind: 'interval', every };
    const { status } = await api.ana.send('POST', '/schedules/preview', { schedule });
    const isDescribed = unlike(schedule, 'components', 'schemas', 'ScheduleInput') === null;
    expect(isDescribed).toBe(status === 200);
  });

  test('gives every operation a name of its own', () => {
    const names = operations.map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });
});

test('OpenAPI: the examples of refusals fit their schema', () => {
  const wrong = Object.entries(described.components.responses).map(([name, { content }]) =>
    unlike(
      content?.['application/json']?.example,
      ...['components', 'responses', name, 'content', 'application/json', 'schema'],
    ),
  );
  expect(wrong.filter((problem) => problem !== null)).toEqual([]);
});

describe('OpenAPI: an answer that breaks its contract', () => {
  test('is found: by a missing field, one of another type, or one too many', () => {
    const user = {
      id: '1',
      email: 'e',
      name: null,
      role: 'user',
      timezone: 'UTC',
      language: null,
      secondFactor: 'off',
      hasPassword: true,
      createdAt: '2031-03-03T08:00:00.000Z',
    };
    const problem = (value: object) => unlike(value, 'components', 'schemas', 'User');
    expect(problem(user)).toBeNull();
    const { email: _, ...less } = user;
    const broken = [
      less,
      { ...user, name: 7 },
      { ...user, passwordHash: 'x' },
      { ...user, createdAt: 'today' },
    ];
    expect(broken.map(problem)).not.toContain(null);
  });
});

describe('OpenAPI: the page of the description', () => {
  test('is at /docs, also for a browser, and /api leads there', async () => {
    const page = await api.nobody.get('/docs', { accept: 'text/html' });
    expect(page.text).toContain('/docs/swagger-ui-bundle.js');
    expect((await api.nobody.get('/api', { accept: 'text/html' })).text).toBe(page.text);
  });

  test('is packed once, however often its files are asked for: a flood of them costs little', async () => {
    const url = `${api.url}/docs/swagger-ui-bundle.js`;
    const bundle = gunzipSync((await asSent(url)).body);
    const packing = await cpuOf(() => Promise.resolve(gzipSync(bundle)));
    const flood = (encoding: string) => () =>
      Promise.all(Array.from({ length: 20 }, () => asSent(url, { 'accept-encoding': encoding })));
    const unpacked = await cpuOf(flood('identity'));
    expect(await cpuOf(flood('gzip'))).toBeLessThan(unpacked + 10 * packing);
  });

  test('is not sent again to who has it, and unpacked to who cannot unpack it', async () => {
    const url = `${api.url}/docs/swagger-ui.css`;
    const { body, headers } = await asSent(url);
    expect((await asSent(url, { 'if-none-match': String(headers.etag) })).status).toBe(304);
    expect((await asSent(url, { 'accept-encoding': 'identity' })).body).toEqual(gunzipSync(body));
  });

  test('loads all that it needs from this service, and has no script in the page', async () => {
    const { text } = await api.nobody.get('/docs');
    const loaded = text.matchAll(/<(?:script|link) [^>]*(?:src|href)="([^"]+)"/g);
    const needed = [...loaded].map(([, path]) => String(path));
    expect(needed.length).toBeGreaterThanOrEqual(6);
    for (const path of needed) {
      expect(path).toMatch(/^\/docs\//);
      expect((await api.nobody.get(path)).status).toBe(200);
    }
    expect(text).not.toMatch(/<script>|<script [^>]*>[^<]|<style|style=/);
  });
});

/** Reads an answer as it was sent: packed, unless asked for otherwise. `fetch` would unpack it, and take none from a cache. */
const asSent = (url: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip', ...headers } }, async (response) => {
      const body = Buffer.concat(await response.toArray());
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
    }).on('error', reject);
  });

/** Tells how much processor something takes (µs), threads included. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** The places of examples: in bodies, in answers, of parameters. */
function* examplesOf(name: string, operation: Operation): Generator<[string, (string | number)[], unknown]> {
  const [method = '', template = ''] = name.split(' ');
  const here = ['paths', template, method.toLowerCase()];
  yield* inContent(operation.requestBody?.content, [...here, 'requestBody']);
  for (const [status, { content }] of Object.entries(operation.responses))
    yield* inContent(content, [...here, 'responses', status]);
  for (const [i, parameter] of operation.parameters.entries())
    yield [`${parameter.name} in ${parameter.in}`, [...here, 'parameters', i, 'schema'], parameter.example];
}

function* inContent(
  content: Content | undefined,
  place: (string | number)[],
): Generator<[string, (string | number)[], unknown]> {
  const json = content?.['application/json'];
  if (json)
    yield [place.slice(3).join(' '), [...place, 'content', 'application/json', 'schema'], json.example];
}

describe.each(operations)('%s', (name, operation) => {
  test('has examples that fit', () => {
    const wrong = [...examplesOf(name, operation)]
      .map(([what, place, example]) => [what, unlike(example, ...place)])
      .filter(([, problem]) => problem !== null);
    expect(wrong).toEqual([]);
  });

  test('has an example of a body that is taken', () => {
    const { body } = endpoints.find((endpoint) => nameOf(endpoint) === name) ?? {};
    const example = operation.requestBody?.content['application/json']?.example;
    expect(body?.safeParse(example).error?.issues ?? []).toEqual([]);
  });

  test('describes each of its answers', () => {
    const untold = Object.entries(operation.responses).filter(
      ([, answer]) => answer.description === undefined && answer.$ref === undefined,
    );
    expect(untold).toEqual([]);
  });
});
