import { finished } from 'node:stream';
import { streamEvents } from '@punctual/contracts/api/events-contract';
import { forbidden } from '@punctual/engine/platform/errors';
import { hasScope } from '../http/access.ts';
import type { Caller } from '../http/caller.ts';
import { clientNetwork } from '../http/client-network.ts';
import { refuse } from '../http/refusal-words.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { type EventName, EventStream } from './event-stream.ts';
import type { SseHub } from './sse-hub.ts';
import { StreamCounts } from './stream-counts.ts';
import type { StreamWatch } from './stream-watch.ts';

/** Streams changes of jobs and runs as they happen. */
export function eventsRoutes(hub: SseHub, watch: StreamWatch): Routes {
  const counts = new StreamCounts();

  return {
    endpoints: [streamEvents],
    mount(router: Router) {
      mount(router, streamEvents, async ({ query, caller, request, response }) => {
        const isAll = query.scope === 'all';
        if (isAll && caller.role !== 'admin') throw forbidden(refuse((words) => words.needsAdmin));
        if (isAll && caller.apiKey) throw forbidden(refuse((words) => words.eventsOfAll));
        const whose = isAll ? null : caller.userId;
        finished(response, counts.open(caller.userId.toHexString(), clientNetwork(request.ip ?? '')));
        const begin = () => new EventStream(response, listEvents(caller), caller.language);
        const stream = await hub.join(whose, begin);
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
