import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { IDLE_MS } from './session-store.ts';

const NAME = 'punctual_rt';
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Says if a cookie may be Secure: over https, and on this machine, where browsers allow it as well. */
export const isSecureOrigin = (publicUrl: URL): boolean =>
  publicUrl.protocol === 'https:' || LOCAL.has(publicUrl.hostname);

/** Reads and writes the cookie that carries the refresh token. Scripts cannot read it. */
export class RefreshCookie {
  readonly #secure: boolean;
  readonly #name: string;

  constructor(publicUrl: URL) {
    this.#secure = isSecureOrigin(publicUrl);
    this.#name = this.#secure ? `__Host-${NAME}` : NAME;
  }

  read(request: Request): string | null {
    return parseCookie(request.get('cookie') ?? '')[this.#name] ?? null;
  }

  set(response: Response, token: string): void {
    this.#write(response, token, IDLE_MS / 1_000);
  }

  clear(response: Response): void {
    this.#write(response, '', 0);
  }

  #write(response: Response, value: string, maxAge: number): void {
    const options = { httpOnly: true, sameSite: 'strict', secure: this.#secure, path: '/', maxAge } as const;
    response.append('Set-Cookie', stringifySetCookie({ name: this.#name, value, ...options }));
  }
}
