import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { isSecureOrigin } from '../../accounts/sessions/refresh-cookie.ts';

const NAME = 'punctual_oidc';
const SECONDS = 600;

/**
 * Reads and writes the cookie that ties a login through the provider to the browser that began it. It is strict: the
 * panel's own page sends it, to which the provider leads back, and not the way there.
 */
export class OidcCookie {
  readonly #secure: boolean;
  readonly #name: string;

  constructor(publicUrl: URL) {
    this.#secure = isSecureOrigin(publicUrl);
    this.#name = this.#secure ? `__Host-${NAME}` : NAME;
  }

  read(request: Request): string | null {
    return parseCookie(request.get('cookie') ?? '')[this.#name] || null;
  }

  set(response: Response, seed: string): void {
    this.#write(response, seed, SECONDS);
  }

  clear(response: Response): void {
    this.#write(response, '', 0);
  }

  #write(response: Response, value: string, maxAge: number): void {
    const options = { httpOnly: true, sameSite: 'strict', secure: this.#secure, path: '/', maxAge } as const;
    response.append('Set-Cookie', stringifySetCookie({ name: this.#name, value, ...options }));
  }
}
