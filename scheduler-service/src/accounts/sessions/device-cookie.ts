import { DAY_MS, SECOND_MS } from '@punctual/contracts/time';
import { mailboxOf } from '@punctual/contracts/users/email-address';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { KnownDevices } from './known-devices.ts';
import { isSecureOrigin } from './refresh-cookie.ts';

const NAME = 'punctual_device';
const KEPT_MS = 180 * DAY_MS;

/** Reads and writes the cookie by which a browser is recognised that has logged in before. Scripts cannot read it. */
export class DeviceCookie {
  readonly #devices: KnownDevices;
  readonly #secure: boolean;
  readonly #name: string;

  constructor(devices: KnownDevices, publicUrl: URL) {
    this.#devices = devices;
    this.#secure = isSecureOrigin(publicUrl);
    this.#name = this.#secure ? `__Host-${NAME}` : NAME;
  }

  read(request: Request): string | null {
    return parseCookie(request.get('cookie') ?? '')[this.#name] ?? null;
  }

  /** Makes the browser known to an account, beside those that it is known to already. */
  remember(request: Request, response: Response, email: string): void {
    const value = this.#devices.remember(this.read(request), mailboxOf(email));
    const options = { httpOnly: true, sameSite: 'strict', secure: this.#secure, path: '/' } as const;
    const maxAge = KEPT_MS / SECOND_MS;
    response.append('Set-Cookie', stringifySetCookie({ name: this.#name, value, ...options, maxAge }));
  }
}
