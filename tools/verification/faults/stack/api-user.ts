import { randomUUID } from 'node:crypto';
import { withDeadline } from '@punctual/contracts/with-deadline';
import { expect } from 'vitest';
import { type Acknowledged, promiseOf } from '../invariants/acknowledged.ts';

export interface ApiAnswer {
  status: number;
  retryAfter: string | null;
  ms: number;
  body: {
    id?: string;
    jobId?: string;
    accessToken?: string;
    revision?: number;
    status?: string;
    effects?: { canceledRuns: number; runningRuns: string[] };
    error?: { code: string };
  };
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

const PASSWORD = 'correct horse battery';
/** A server that hangs is not waited for: it would hold up the whole test. */
const LONGEST_MS = 30_000;

/** Somebody with an account, who speaks to the API as a program does, and keeps what it has promised. */
export class ApiUser {
  readonly promises: Acknowledged[] = [];
  readonly #url: () => string;
  readonly #email = `${randomUUID()}@example.com`;
  #token: string | undefined;

  private constructor(url: () => string) {
    this.#url = url;
  }

  /** @param url the address of a scheduler, or what chooses one for each request */
  static async register(url: string | (() => string)): Promise<ApiUser> {
    const user = new ApiUser(typeof url === 'string' ? () => url : url);
    expect((await user.#authenticate('/auth/register')).status).toBe(201);
    return user;
  }

  /** @param more headers besides those that every request has */
  async ask(
    method: Method,
    path: string,
    body?: object,
    more: Record<string, string> = {},
  ): Promise<ApiAnswer> {
    const answer = await this.#send(method, path, body, more);
    const promise = promiseOf(method, path, answer);
    if (promise) this.promises.push(promise);
    return answer;
  }

  /** Takes a new token: one is good for some minutes only. False when the API says that it cannot just now. */
  async login(): Promise<boolean> {
    const { status } = await this.#authenticate('/auth/login');
    if (status === 503) return false;
    expect(status).toBe(200);
    return true;
  }

  async #authenticate(path: string): Promise<ApiAnswer> {
    const answer = await this.#send('POST', path, { email: this.#email, password: PASSWORD }, {});
    if (answer.status < 300) this.#token = answer.body.accessToken;
    return answer;
  }

  async #send(
    method: Method,
    path: string,
    body: object | undefined,
    more: Record<string, string>,
  ): Promise<ApiAnswer> {
    const headers: Record<string, string> = { 'content-type': 'application/json', ...more };
    if (this.#token) headers.authorization = `Bearer ${this.#token}`;
    const since = performance.now();
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    return withDeadline(LONGEST_MS, async (signal) => {
      const response = await fetch(`${this.#url()}${path}`, { ...init, signal });
      const text = await response.text();
      const answer = (text ? JSON.parse(text) : {}) as ApiAnswer['body'];
      const retryAfter = response.headers.get('retry-after');
      return { status: response.status, retryAfter, ms: performance.now() - since, body: answer };
    });
  }
}
