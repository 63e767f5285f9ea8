import type { login } from '@punctual/contracts/api/auth-contract';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Request, Response } from 'express';
import type { DeviceCookie } from '../accounts/sessions/device-cookie.ts';
import type { RefreshCookie } from '../accounts/sessions/refresh-cookie.ts';
import type { UserPresenter } from '../accounts/user-presenter.ts';
import { type Outcome, reply } from '../http/reply.ts';
import type { Call } from '../http/route.ts';
import { ACCESS_SECONDS, type AccessTokens } from './access-tokens.ts';
import type { HalfLogin, Login, Origin } from './logins.ts';
import { PENDING_SECONDS } from './pending-logins.ts';
import type { RefreshTokens } from './refresh-tokens.ts';

const LONGEST_AGENT = 300;

type Answering = Pick<Call<typeof login>, 'context' | 'request' | 'response'>;

/** Answers logins, however they were begun: with their tokens, or with the second step that is due. */
export class LoginAnswers {
  readonly #accessTokens: AccessTokens;
  readonly #refreshTokens: RefreshTokens;
  readonly #cookie: RefreshCookie;
  readonly #deviceCookie: DeviceCookie;
  readonly #presenter: UserPresenter;
  readonly #clock: Clock;

  constructor(
    accessTokens: AccessTokens,
    refreshTokens: RefreshTokens,
    cookie: RefreshCookie,
    deviceCookie: DeviceCookie,
    presenter: UserPresenter,
    clock: Clock,
  ) {
    this.#accessTokens = accessTokens;
    this.#refreshTokens = refreshTokens;
    this.#cookie = cookie;
    this.#deviceCookie = deviceCookie;
    this.#presenter = presenter;
    this.#clock = clock;
  }

  /** Gets the place that a login comes from. */
  getOrigin(request: Request): Origin {
    return {
      ip: request.ip ?? null,
      device: this.#deviceCookie.read(request),
      userAgent: request.get('user-agent')?.slice(0, LONGEST_AGENT) ?? null,
      language: request.context.language,
    };
  }

  /** Issues an access token, and the next refresh token as a cookie. */
  issueTokens({ user, session }: Login, response: Response) {
    this.#cookie.set(response, this.#refreshTokens.issue(session));
    const accessToken = this.#accessTokens.issue(user, session, this.#clock.now());
    return { accessToken, expiresIn: ACCESS_SECONDS };
  }

  /** Presents a login; its browser is known to the account from now on. */
  present(begun: Login, { context, request, response }: Answering) {
    context.setActor(begun.user._id);
    const tokens = this.issueTokens(begun, response);
    this.#deviceCookie.remember(request, response, begun.user.email);
    return { user: this.#presenter.present(begun.user), ...tokens };
  }

  /** Presents a login, or says that its second step is due. */
  answer(begun: Login | HalfLogin, call: Answering): Outcome<typeof login> {
    if ('session' in begun) return reply(200, this.present(begun, call));
    call.context.setActor(begun.user._id);
    call.context.recordEffects({ ...call.context.effects, secondStep: 'due' });
    return reply(202, { pendingLogin: begun.pendingLogin, expiresIn: PENDING_SECONDS });
  }
}
