import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AccountClaims, Provider } from 'oidc-provider';
import { afterAll, beforeAll } from 'vitest';

const CLIENT_ID = 'punctual';
const CLIENT_SECRET = 'known to the provider and to punctual';
const SCOPES = 'openid email profile';
const CALLBACK = '/login/callback';
const LONGEST_WAY = 10;

/** A provider of OpenID Connect on a port of its own, as others run one. Its people log in by their name alone. */
export class OidcProvider {
  readonly issuer: string;
  /** Facts about its people, by their name there; whoever is not among them has none but the name. */
  readonly people = new Map<string, Omit<AccountClaims, 'sub'>>();
  /** The number of times that a code was exchanged, or was tried to. */
  exchanges = 0;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = this.#create();
    // Where Punctual is reached in a test is known only after the provider is.
    provider.Client.prototype.redirectUriAllowed = (uri: string) => new URL(uri).pathname === CALLBACK;
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (request.url === '/token') this.exchanges += 1;
      void answer(request, response);
    });
  }

  static async start(): Promise<OidcProvider> {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return new OidcProvider(server);
  }

  /** The settings by which Punctual knows it. */
  get settings(): Record<string, string> {
    return { OIDC_ISSUER: this.issuer, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: CLIENT_SECRET };
  }

  #create(): Provider {
    return new Provider(this.issuer, {
      clients: [
        {
          client_id: CLIENT_ID,
          client_secret: CLIENT_SECRET,
          redirect_uris: [`http://localhost${CALLBACK}`],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: { email: ['email', 'email_verified'], profile: ['name', 'groups'] },
      findAccount: (_context, name) => ({
        accountId: name,
        claims: () => ({ ...this.people.get(name), sub: name }),
      }),
      // Nobody is asked if Punctual may know their address.
      async loadExistingGrant({ oidc }) {
        const grant = new oidc.provider.Grant({
          clientId: String(oidc.client?.clientId),
          accountId: String(oidc.session?.accountId),
        });
        grant.addOIDCScope(SCOPES);
        await grant.save();
        return grant;
      },
    });
  }

  /** Logs in at the provider as a browser would; returns the query with which it leads back to Punctual. */
  async logIn(address: string, name: string): Promise<string> {
    const cookies = new Map<string, string>();
    let [url, body]: [URL, URLSearchParams | null] = [new URL(address), null];
    for (let steps = 0; steps < LONGEST_WAY; steps += 1) {
      const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join('; ');
      const method = body ? 'POST' : 'GET';
      const response = await fetch(url, { method, body, headers: { cookie }, redirect: 'manual' });
      for (const line of response.headers.getSetCookie()) {
        const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(key, value);
      }
      const location = response.headers.get('location');
      if (location === null) {
        // The page with the form of the provider.
        body = new URLSearchParams({ prompt: 'login', login: name, password: 'any' });
        continue;
      }
      [url, body] = [new URL(location, url), null];
      if (url.pathname === CALLBACK) return url.search;
    }
    throw new Error(`The provider does not lead back: ${url.href}`);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}

/** A provider that is there before what is declared after it begins, and the settings that name it. */
export function useOidcProvider(env: Record<string, string | undefined>): () => OidcProvider {
  let provider: OidcProvider | undefined;
  beforeAll(async () => {
    provider = await OidcProvider.start();
    Object.assign(env, provider.settings);
  });
  afterAll(() => provider?.stop());
  return () => {
    if (!provider) throw new Error('The provider is not running.');
    return provider;
  };
}
