import type { ErrorBody } from './common.ts';
import type { Answer, Endpoint, Sending } from './endpoint.ts';

/** An answer that is not a success: its HTTP status, and the body if it was ours. */
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

interface Parts {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

const url = (endpoint: Endpoint, { params = {}, query = {} }: Parts): string => {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return search.size > 0 ? `${path}?${search}` : path;
};

/**
 * Calls an endpoint by its description, typed on both sides.
 * @throws ApiError for every answer that is not a success; what `fetch` throws when nobody answers
 */
export async function call<E extends Endpoint>(
  fetch: Fetch,
  endpoint: E,
  sending: Sending<E>,
  init: RequestInit = {},
): Promise<Answer<E>> {
  const parts = sending as Parts;
  const headers = new Headers(init.headers);
  if (parts.body !== undefined) headers.set('content-type', 'application/json');
  const body = parts.body === undefined ? null : JSON.stringify(parts.body);
  const response = await fetch(url(endpoint, parts), { ...init, method: endpoint.method, headers, body });
  if (!response.ok) throw await failure(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer<E>;
}

async function failure(response: Response): Promise<ApiError> {
  const text = await response.text();
  const seconds = Number(response.headers.get('retry-after'));
  return new ApiError(response.status, errorIn(text), seconds > 0 ? seconds : null);
}

/** A proxy in between may answer with a page of its own; then there is a status and no body of ours. */
function errorIn(text: string): ErrorBody['error'] | null {
  try {
    return (JSON.parse(text) as Partial<ErrorBody>).error ?? null;
  } catch {
    return null;
  }
}
