import { checkHouseRules } from './house-rules.ts';

export interface Answer<Body = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: Body;
  /** The body as it came, where it is not JSON. */
  text: string;
}

interface ErrorAnswer {
  error: {
    code: string;
    message: string;
    details: { path: string; message: string }[];
    requestId: string;
  };
}

type Headers_ = Record<string, string>;

/** Speaks HTTP to the API: as nobody, or with the headers of somebody. Every answer is held to the house rules. */
export class Client {
  readonly url: string;
  headers: Headers_;

  constructor(url: string, headers: Headers_ = {}) {
    this.url = url;
    this.headers = headers;
  }

  get<Body = Record<string, unknown>>(path: string, headers?: Headers_): Promise<Answer<Body>> {
    return this.send('GET', path, undefined, headers);
  }

  post<Body = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Headers_,
  ): Promise<Answer<Body>> {
    return this.send('POST', path, body, headers);
  }

  patch<Body = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Headers_,
  ): Promise<Answer<Body>> {
    return this.send('PATCH', path, body, headers);
  }

  /** A body is sent as JSON, as it is if it is bytes; nothing at all if it is undefined. */
  async send<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Headers_ = {},
  ): Promise<Answer<Body>> {
    const raw = body instanceof Uint8Array;
    const type: Headers_ = body === undefined || raw ? {} : { 'content-type': 'application/json' };
    const sent = body === undefined ? null : raw ? new Uint8Array(body) : JSON.stringify(body);
    const response = await fetch(this.url + path, {
      method,
      headers: { ...type, ...this.headers, ...headers },
      body: sent,
    });
    const text = await textOf(response);
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    const parsed: unknown = isJson ? JSON.parse(text) : undefined;
    checkHouseRules({ method, path }, response.status, response.headers, parsed);
    return { status: response.status, headers: response.headers, body: parsed as Body, text };
  }

  /** The error with which a request is refused, its status beside it. */
  async refused(method: string, path: string, body?: unknown, headers?: Headers_) {
    const answer = await this.send<ErrorAnswer>(method, path, body, headers);
    if (answer.status < 400) throw new Error(`${method} ${path} was not refused: ${answer.status}`);
    return {
      ...answer.body.error,
      status: answer.status,
      paths: answer.body.error.details.map(({ path }) => path),
      headers: answer.headers,
    };
  }
}

/** A body that is sent as it stands, JSON or not. */
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads the body; of a stream, which has no end, nothing. */
async function textOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  await response.body?.cancel();
  return '';
}
