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

export interface EventsParts {
  hub: SseHub;
  callers: Authenticator;
  clock: Clock;
  logger: Logger;
}

/** A stream without an end of its own is ended all the same, so that who looks on is asked again who he is. */
const LONGEST_MS = 600_000;
/** A logout, a new role or a disabled account ends a stream within this. */
const CHECK_MS = 5_000;
const STREAMS_EACH = 20;

const tooManyStreams = () =>
  new AppError(429, 'TOO_MANY_STREAMS', `At most ${STREAMS_EACH} streams at a time. Close one of them.`, {
    retryAfterSeconds: 5,
  });

export function eventsRoutes({ hub, callers, clock, logger }: EventsParts): Routes {
  /** Streams by account. */
  const open = new Map<string, number>();

  function admit({ userId }: Caller, response: Response): void {
    const user = userId.toHexString();
    const streams = open.get(user) ?? 0;
    if (streams >= STREAMS_EACH) throw tooManyStreams();
    open.set(user, streams + 1);
    finished(response, () => {
      const left = (open.get(user) ?? 1) - 1;
      if (left > 0) open.set(user, left);
      else open.delete(user);
    });
  }

  /** Whether he may still look on. A database that does not tell is no reason to send him away. */
  async function mayStay(caller: Caller): Promise<boolean> {
    try {
      return await callers.isStillValid(caller);
    } catch (err) {
      logger.debug({ err }, 'It could not be told whether somebody may still look on');
      return true;
    }
  }

  /** How long he is let in for yet (ms). */
  const lifetimeOf = ({ tokenEndsAt }: Caller): number =>
    tokenEndsAt ? Math.min(tokenEndsAt.getTime() - clock.now().getTime(), LONGEST_MS) : LONGEST_MS;

  /** Ends the stream with the login that it belongs to. */
  function endWithLogin(stream: EventStream, caller: Caller, response: Response): void {
    const end = setTimeout(() => stream.end(), lifetimeOf(caller));
    const check = setInterval(async () => {
      if (!(await mayStay(caller))) stream.end();
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
