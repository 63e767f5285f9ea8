import { finished } from 'node:stream';
import { streamEvents } from '@punctual/contracts/api/events-contract';
import type { Clock } from '@punctual/engine/platform/clock';
import { AppError, forbidden } from '@punctual/engine/platform/errors';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Response } from 'express';
import type { Authenticator } from '../auth/authenticator.ts';
import type { Caller } from '../http/caller.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { EventStream } from './event-stream.ts';
import type { SseHub } from './sse-hub.ts';

/** Every stream ends after this, so that its client has to authenticate again. */
const MAX_STREAM_MS = 600_000;
/** A logout, a new role or a disabled account ends a stream within this. */
const CHECK_MS = 5_000;
const MAX_STREAMS = 20;

const tooManyStreams = () =>
  new AppError(429, 'TOO_MANY_STREAMS', `At most ${MAX_STREAMS} streams at a time. Close one of them.`, {
    retryAfterSeconds: 5,
  });

/** Streams changes of jobs and runs as they happen. */
export function eventsRoutes(
  hub: SseHub,
  authenticator: Authenticator,
  clock: Clock,
  logger: Logger,
): Routes {
  /** Number of streams by account. */
  const open = new Map<string, number>();

  function admit({ userId }: Caller, response: Response): void {
    const user = userId.toHexString();
    const streams = open.get(user) ?? 0;
    if (streams >= MAX_STREAMS) throw tooManyStreams();
    open.set(user, streams + 1);
    finished(response, () => {
      const left = (open.get(user) ?? 1) - 1;
      if (left > 0) open.set(user, left);
      else open.delete(user);
    });
  }

  /** Tells whether the caller may still see the stream. A database that does not answer is no reason to end it. */
  async function isStillValid(caller: Caller): Promise<boolean> {
    try {
      return await authenticator.isStillValid(caller);
    } catch (err) {
      logger.debug({ err }, 'The login of a stream could not be checked');
      return true;
    }
  }

  /** Computes for how long the stream may last (ms). */
  const computeLifetime = ({ tokenEndsAt }: Caller): number =>
    tokenEndsAt ? Math.min(tokenEndsAt.getTime() - clock.now().getTime(), MAX_STREAM_MS) : MAX_STREAM_MS;

  /** Ends the stream with the login that it belongs to. */
  function endWithLogin(stream: EventStream, caller: Caller, response: Response): void {
    const end = setTimeout(() => stream.end(), computeLifetime(caller));
    const check = setInterval(async () => {
      if (!(await isStillValid(caller))) stream.end();
    }, CHECK_MS);
    finished(response, () => {
      clearTimeout(end);
      clearInterval(check);
    });
  }

  return {
    endpoints: [streamEvents],
    mount(router: Router) {
      mount(router, streamEvents, async ({ query, caller, response }) => {
        const isAll = query.scope === 'all';
        if (isAll && caller.role !== 'admin') throw forbidden('This needs the administrator role.');
        const whose = isAll ? null : caller.userId;
        admit(caller, response);
        const stream = await hub.join(whose, () => new EventStream(response));
        endWithLogin(stream, caller, response);
        finished(response, () => hub.leave(whose, stream));
      });
    },
  };
}
