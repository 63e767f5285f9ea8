import type { ErrorBody } from './common.ts';
import type { Answer, Endpoint, Sending } from './endpoint.ts';

/** An answer that is not a success: its HTTP status, and the body if it is ours. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody['error'] | null;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, body: ErrorBody['error'] | null, retryAfterSeconds: number | null) {
    super(body?.message ?? `The server answered ${status}.`);
    this.name = 'ApiError';
    this.status = status;
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** Method and path of an endpoint, as `GET /users/runs`. */
export type RouteName<E extends Endpoint> = `${E['method']} ${E['path']}`;

interface RequestParts {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/**
 * Calls an endpoint, typed on both sides.
 * @param endpoint its contract, or only its name, which loads none of its schemas (the panel would load zod with
 * them): `call<typeof listRuns>(fetch, 'GET /users/runs', { query })`, and `listRuns` is imported as a type
 * @throws ApiError for every answer that is not a success; what `fetch` throws when no answer comes
 */
export async function call<E extends Endpoint>(
  fetch: Fetch,
  endpoint: E | RouteName<E>,
  sending: Sending<E>,
  init: RequestInit = {},
): Promise<Answer<E>> {
  const response = await send(fetch, endpoint, sending, init);
  return (response.status === 204 ? undefined : await response.json()) as Answer<E>;
}

/**
 * Calls an endpoint whose answer is not JSON, typed where it is called, and gives the answer to be read.
 * @throws ApiError for every answer that is not a success; what `fetch` throws when no answer comes
 */
export async function send<E extends Endpoint>(
  fetch: Fetch,
  endpoint: E | RouteName<E>,
  sending: Sending<E>,
  init: RequestInit = {},
): Promise<Response> {
  const { params, query, body } = sending as RequestParts;
  const { method, path } = typeof endpoint === 'string' ? routeNamed(endpoint) : endpoint;
  const headers = new Headers(init.headers);
  if (body !== undefined) headers.set('content-type', 'application/json');
  const sent = body === undefined ? null : JSON.stringify(body);
  const response = await fetch(buildUrl(path, params, query), { ...init, method, headers, body: sent });
  if (!response.ok) throw await failure(response);
  return response;
}

function routeNamed(name: string): { method: string; path: string } {
  const [method = '', path = ''] = name.split(' ');
  return { method, path };
}

function buildUrl(
  path: string,
  params: RequestParts['params'] = {},
  query: RequestParts['query'] = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return search.size > 0 ? `${filled}?${search}` : filled;
}

async function failure(response: Response): Promise<ApiError> {
  const text = await response.text();
  const seconds = Number(response.headers.get('retry-after'));
  return new ApiError(response.status, errorIn(text), seconds > 0 ? seconds : null);
}

/** Reads our error body; null for the page of a proxy in between, of which only the status counts. */
function errorIn(text: string): ErrorBody['error'] | null {
  try {
    return (JSON.parse(text) as Partial<ErrorBody>).error ?? null;
  } catch {
    return null;
  }
}
