import { createHash, randomBytes } from 'node:crypto';
import { type AppError, busy, unauthenticated } from '@punctual/engine/platform/errors';
import type { Logger } from '@punctual/engine/platform/logger';
import * as client from 'openid-client';
import { refuse } from '../../http/refusal-words.ts';
import { type Claims, readClaims } from './claims.ts';
import type { OidcSettings } from './oidc-settings.ts';

const TIMEOUT_SECONDS = 10;
const SEED_BYTES = 32;
/** The page of the panel to which the provider leads back. */
const CALLBACK = '/login/callback';

/** Creates the secret that ties a login to the browser that begins it. */
export const createLoginSeed = (): string => randomBytes(SEED_BYTES).toString('base64url');

/** Derives what is sent to the provider: whoever sees one of these knows none of the others. */
const derive = (seed: string, name: 'state' | 'nonce' | 'verifier'): string =>
  createHash('sha256').update(`${name} ${seed}`).digest('base64url');

/** Speaks to the provider: authorization code flow with PKCE, state and nonce. */
export class OidcClient {
  readonly #settings: OidcSettings;
  readonly #callback: URL;
  readonly #logger: Logger;
  #configuration: Promise<client.Configuration> | null = null;

  constructor(settings: OidcSettings, publicUrl: URL, logger: Logger) {
    this.#settings = settings;
    this.#callback = new URL(CALLBACK, publicUrl);
    this.#logger = logger;
  }

  /** The name of the provider, for a button. */
  get label(): string {
    return this.#settings.label;
  }

  /**
   * Builds the address of the provider that begins a login.
   * @throws AppError 503 while the provider does not answer
   */
  async buildUrl(seed: string): Promise<URL> {
    return client.buildAuthorizationUrl(await this.#discover(), {
      redirect_uri: this.#callback.href,
      scope: this.#settings.scopes,
      state: derive(seed, 'state'),
      nonce: derive(seed, 'nonce'),
      code_challenge: await client.calculatePKCECodeChallenge(derive(seed, 'verifier')),
      code_challenge_method: 'S256',
    });
  }

  /**
   * Exchanges the provider's answer for the claims about the user.
   * @param response the query with which it led back
   * @throws AppError 401 unless it is the answer to the login of this seed; 503 while the provider does not answer
   */
  async exchange(response: string, seed: string): Promise<Claims> {
    const provider = await this.#discover();
    const answered = new URL(this.#callback);
    answered.search = response;
    try {
      const tokens = await client.authorizationCodeGrant(provider, answered, {
        expectedState: derive(seed, 'state'),
        expectedNonce: derive(seed, 'nonce'),
        pkceCodeVerifier: derive(seed, 'verifier'),
        idTokenExpected: true,
      });
      return readClaims(await this.#collectClaims(provider, tokens), this.#settings);
    } catch (err) {
      this.#logger.warn({ err }, 'A login through the provider failed');
      throw loginFailed(this.#settings.label);
    }
  }

  /** Collects what the ID token says of the user, and what the provider says when it is asked, which is often more. */
  async #collectClaims(
    provider: client.Configuration,
    tokens: Awaited<ReturnType<typeof client.authorizationCodeGrant>>,
  ): Promise<client.IDToken> {
    const claims = tokens.claims();
    if (!claims) throw new Error('The provider sent no ID token.');
    if (!provider.serverMetadata().userinfo_endpoint) return claims;
    return { ...(await client.fetchUserInfo(provider, tokens.access_token, claims.sub)), ...claims };
  }

  /** Reads the provider's description once; one that could not be read is asked for again. */
  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret, label } = this.#settings;
    // http is for a provider on this machine: the settings allow it nowhere else.
    const execute = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    const options = { execute, timeout: TIMEOUT_SECONDS };
    this.#configuration ??= client.discovery(issuer, clientId, clientSecret, undefined, options);
    try {
      return await this.#configuration;
    } catch (err) {
      this.#configuration = null;
      this.#logger.error({ err }, 'The provider of OpenID Connect does not answer as it should');
      throw busy(
        refuse((words) => words.providerAway(label)),
        err,
      );
    }
  }
}

const loginFailed = (label: string): AppError =>
  unauthenticated(refuse((words) => words.providerFailed(label)));
