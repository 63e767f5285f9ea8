import { finished } from 'node:stream';
import { streamEvents } from '@punctual/contracts/api/events-contract';
import { AppError, forbidden } from '@punctual/engine/platform/errors';
import type { Response } from 'express';
import { hasScope } from '../http/access.ts';
import type { Caller } from '../http/caller.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { type EventName, EventStream } from './event-stream.ts';
import type { SseHub } from './sse-hub.ts';
import type { StreamWatch } from './stream-watch.ts';

const MAX_STREAMS = 20;

const tooManyStreams = () =>
  new AppError(429, 'TOO_MANY_STREAMS', `At most ${MAX_STREAMS} streams at a time. Close one of them.`, {
    retryAfterSeconds: 5,
  });

/** Streams changes of jobs and runs as they happen. */
export function eventsRoutes(hub: SseHub, watch: StreamWatch): Routes {
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

  return {
    endpoints: [streamEvents],
    mount(router: Router) {
      mount(router, streamEvents, async ({ query, caller, response }) => {
        const isAll = query.scope === 'all';
        if (isAll && caller.role !== 'admin') throw forbidden('This needs the administrator role.');
        if (isAll && caller.apiKey) throw forbidden('The events of all users are not for API keys. Log in.');
        const whose = isAll ? null : caller.userId;
        admit(caller, response);
        const stream = await hub.join(whose, () => new EventStream(response, listEvents(caller)));
        const forget = watch.add(caller, () => stream.end());
        finished(response, () => {
          forget();
          hub.leave(whose, stream);
        });
      });
    },
  };
}

/** Lists the events that a caller may see: an API key those of its scopes. */
const listEvents = (caller: Caller): EventName[] => [
  ...(hasScope(caller, 'jobs:read') ? (['job'] as const) : []),
  ...(hasScope(caller, 'runs:read') ? (['run'] as const) : []),
];
