import { randomBytes } from 'node:crypto';
import { type Api, useApi } from '@punctual/testing/api/api';
import { appCode } from '@punctual/testing/api/authenticator-app';
import type { Answer } from '@punctual/testing/api/client';
import { logIn, PASSWORD, Person, type SignedIn } from '@punctual/testing/api/person';
import { TestClock } from '@punctual/testing/api/test-clock';

const STEP_MS = 30_000;

export interface Protected {
  person: Person;
  secret: string;
  recoveryCodes: string[];
}

/** An API with a clock of the test's own, where second factors can be kept. */
export class Rig {
  readonly clock = new TestClock();
  readonly api: Api;

  /** @param env settings beside those that are needed; may be added to until the API starts */
  constructor(env: Record<string, string | undefined> = {}) {
    Object.assign(env, { SECRETS_KEY: randomBytes(32).toString('base64'), TRUST_PROXY: '1' });
    this.api = useApi({ clock: this.clock, env });
  }

  /** An administrator, logged in just now: the clock moves on, and access tokens end. */
  get admin(): Promise<Person> {
    return logIn(this.api.url, this.api.carla.email);
  }

  /** The code that an app shows now. */
  code(secret: string): string {
    return appCode(secret, this.clock.now());
  }

  /** A code that no login has used: that of the next step of time. */
  freshCode(secret: string): string {
    this.clock.advance(STEP_MS);
    return this.code(secret);
  }

  /** Sets up a second factor; its current code is used by that. */
  async protect(person: Person): Promise<Protected> {
    const { body } = await person.post<{ secret: string }>('/auth/second-factor/setup', {
      password: PASSWORD,
    });
    const { secret } = body;
    const confirmed = await person.post<{ recoveryCodes: string[] }>('/auth/second-factor/confirm', {
      code: this.code(secret),
    });
    if (confirmed.status !== 200) throw new Error(`No second factor: ${confirmed.text}`);
    return { person, secret, recoveryCodes: confirmed.body.recoveryCodes };
  }

  async newcomer(): Promise<Protected> {
    return this.protect(await this.api.newcomer());
  }

  /** Takes the first step of a login; the second one is due. */
  async firstStep({ email }: Person, password = PASSWORD): Promise<string> {
    const { body } = await this.api.nobody.post<{ pendingLogin: string }>('/auth/login', { email, password });
    return body.pendingLogin;
  }

  secondStep(pendingLogin: string, code: string, from = '198.51.100.1'): Promise<Answer<SignedIn>> {
    const headers = { 'x-forwarded-for': from };
    return this.api.nobody.post('/auth/login/second-step', { pendingLogin, code }, headers);
  }

  async logIn({ person, secret }: Protected): Promise<Person> {
    const answer = await this.secondStep(await this.firstStep(person), this.freshCode(secret));
    return new Person(this.api.url, answer);
  }
}
