import type { UserView } from '@punctual/contracts/users/user';
import { type Answer, Client } from './client.ts';

export const PASSWORD = 'correct horse battery staple';
/** The address under which the tests' API stands for browsers. */
export const ORIGIN = 'http://localhost:3002';
const REFRESH_COOKIE = /^((?:__Host-)?punctual_rt)=([^;]*)/;

export interface SignedIn {
  user: UserView;
  accessToken: string;
  expiresIn: number;
}

/** Somebody with an account, logged in: what he asks is asked with his access token. */
export class Person extends Client {
  readonly user: UserView;
  readonly accessToken: string;
  /** The cookie with the refresh token, as a browser sends it back. */
  readonly cookie: string;

  constructor(url: string, answer: Answer<SignedIn>) {
    super(url, { authorization: `Bearer ${answer.body.accessToken}` });
    this.user = answer.body.user;
    this.accessToken = answer.body.accessToken;
    this.cookie = cookieOf(answer);
  }

  get id(): string {
    return this.user.id;
  }

  get email(): string {
    return this.user.email;
  }
}

/** Makes an account; the name may be told, the email is made of it. */
export async function register(url: string, name: string, more: object = {}): Promise<Person> {
  const registration = { email: `${name}@example.com`, password: PASSWORD, name, ...more };
  return new Person(url, await succeeded(new Client(url).post('/auth/register', registration)));
}

export async function logIn(url: string, email: string, password = PASSWORD): Promise<Person> {
  return new Person(url, await succeeded(new Client(url).post('/auth/login', { email, password })));
}

async function succeeded(asked: Promise<Answer<SignedIn>>): Promise<Answer<SignedIn>> {
  const answer = await asked;
  if (answer.status >= 400) throw new Error(`Not logged in: ${JSON.stringify(answer.body)}`);
  return answer;
}

/** The `Set-Cookie` of the refresh token. */
export function setCookieOf(answer: Answer<unknown>): string {
  const found = answer.headers.getSetCookie().find((line) => REFRESH_COOKIE.test(line));
  if (!found) throw new Error('The answer sets no refresh cookie.');
  return found;
}

/** `name=value` of the refresh token that an answer sets. */
export function cookieOf(answer: Answer<unknown>): string {
  return REFRESH_COOKIE.exec(setCookieOf(answer))?.[0] ?? '';
}

/** Renews a login, with the headers that the panel sends. */
export const refresh = (
  url: string,
  cookie: string,
): Promise<Answer<{ accessToken: string; expiresIn: number }>> =>
  new Client(url).post('/auth/refresh', undefined, { cookie, origin: ORIGIN });
