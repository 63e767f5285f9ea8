import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';

export interface ApiAnswer {
  status: number;
  retryAfter: string | null;
  ms: number;
  body: { id?: string; accessToken?: string; revision?: number; status?: string };
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Somebody with an account, who speaks to the API as a program does. */
export class ApiUser {
  readonly #url: string;
  #token: string | undefined;

  private constructor(url: string) {
    this.#url = url;
  }

  static async register(url: string): Promise<ApiUser> {
    const user = new ApiUser(url);
    const account = { email: `${randomUUID()}@example.com`, password: 'correct horse battery' };
    const { status, body } = await user.ask('POST', '/auth/register', account);
    expect(status).toBe(201);
    user.#token = body.accessToken;
    return user;
  }

  /** @param more headers besides those that every request has */
  async ask(
    method: Method,
    path: string,
    body?: object,
    more: Record<string, string> = {},
  ): Promise<ApiAnswer> {
    const headers: Record<string, string> = { 'content-type': 'application/json', ...more };
    if (this.#token) headers.authorization = `Bearer ${this.#token}`;
    const since = performance.now();
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const response = await fetch(`${this.#url}${path}`, init);
    const text = await response.text();
    const answer = (text ? JSON.parse(text) : {}) as ApiAnswer['body'];
    const retryAfter = response.headers.get('retry-after');
    return { status: response.status, retryAfter, ms: performance.now() - since, body: answer };
  }
}
