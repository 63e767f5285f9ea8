import { Api, useApi } from '@punctual/testing/api/api';
import type { Answer } from '@punctual/testing/api/client';
import { aJob } from '@punctual/testing/api/job-drafts';
import { tokenIn, useMailbox } from '@punctual/testing/api/mailbox';
import { useOidcProvider } from '@punctual/testing/api/oidc-provider';
import { logIn as logInByPassword, ORIGIN, Person, type SignedIn } from '@punctual/testing/api/person';
import { describe, expect, onTestFinished, test } from 'vitest';

const env: Record<string, string | undefined> = {};
const mailbox = useMailbox(env);
const provider = useOidcProvider(env);
const api = useApi({ env });

/** The whole way of somebody, by their name at the provider. */
async function logIn(name: string, at = api): Promise<Answer<SignedIn>> {
  const own = { origin: ORIGIN };
  const { body, headers } = await at.nobody.post<{ url: string }>('/auth/oidc/start', undefined, own);
  const cookie = headers.getSetCookie().join().split(';')[0] ?? '';
  const response = await provider().logIn(body.url, name);
  return at.nobody.post<SignedIn>('/auth/oidc/finish', { response }, { cookie, ...own });
}

const codeOf = ({ body }: { body: unknown }) => (body as { error: { code: string } }).error.code;

let people = 0;
/** Somebody whom the provider knows, and nobody else. */
function somebody(isVerified: boolean): { name: string; email: string } {
  people += 1;
  const [name, email] = [`subject-${people}`, `stated-${people}@example.com`];
  provider().people.set(name, { email, email_verified: isVerified });
  return { name, email };
}

describe('an address that the provider has not verified', () => {
  const chosen = 'another good passphrase';

  /** Has a link mailed, and chooses a password by it. */
  async function reset(email: string): Promise<void> {
    await api.nobody.post('/auth/forgot-password', { email });
    const token = tokenIn(await mailbox.to(email));
    expect((await api.nobody.post('/auth/reset-password', { token, password: chosen })).status).toBe(204);
  }

  test('is its owner’s alone once they have chosen a password by mail: whoever stated it is out', async () => {
    const { name, email } = somebody(false);
    const stranger = new Person(api.url, await logIn(name));
    await reset(email);
    expect((await stranger.get('/users/jobs')).status).toBe(401);
    expect(codeOf(await logIn(name))).toBe('NOT_JOINED');
    expect((await logInByPassword(api.url, email, chosen)).id).toBe(stranger.id);
  });

  test('unlike one that it has: its user may choose a password, and still log in through it', async () => {
    const { name, email } = somebody(true);
    const { user } = (await logIn(name)).body;
    await reset(email);
    expect((await logIn(name)).body.user.id).toBe(user.id);
  });

  test('is confirmed by a mailed link where addresses must be, and the login through the provider stays', async () => {
    const strict = new Api({ env: { ...env, EMAIL_VERIFICATION: 'required' } });
    await strict.start();
    onTestFinished(() => strict.drop());
    const { name, email } = somebody(false);
    const dora = new Person(strict.url, await logIn(name, strict));
    expect((await dora.refused('POST', '/users/jobs', aJob())).code).toBe('EMAIL_NOT_VERIFIED');
    const token = tokenIn(await mailbox.to(email));
    await strict.nobody.post('/auth/verify-email', { token });
    expect((await dora.post('/users/jobs', aJob())).status).toBe(201);
    expect((await logIn(name, strict)).body.user.id).toBe(dora.id);
  });
});
