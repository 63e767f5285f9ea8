import { useEffect } from 'react';
import { queryClient } from '../api/query-client.ts';
import type { Scope } from '../api/source.ts';
import { createStore, useStore } from '../store.ts';
import { EventApplier } from './apply-events.ts';
import { SharedStream } from './shared-stream.ts';

/** Tells per scope whether a stream reports changes. While none does, what is shown asks by itself. */
const streamIsUp = { own: createStore(false), all: createStore(false) };

/** Tells whether a stream is wanted and not up. */
export const isWaiting = createStore(false);

let userId: string | null = null;
let settling: ReturnType<typeof setTimeout> | undefined;
const wanted = { own: 0, all: 0 };
const stops: Partial<Record<Scope, () => void>> = {};

function open(scope: Scope, user: string): () => void {
  const applier = new EventApplier(queryClient, scope);
  let hasBegun = false;
  const stream = new SharedStream(scope, user, {
    onGap: () => {
      if (hasBegun) applier.catchUp();
      else applier.begin();
      hasBegun = true;
    },
    onEvent: (event) => applier.take(event),
  });
  const unwatch = stream.isUp.subscribe(() => note(scope, stream.isUp.get()));
  note(scope, stream.isUp.get());
  return () => {
    unwatch();
    stream.stop();
    applier.stop();
    delete stops[scope];
    note(scope, false);
  };
}

function note(scope: Scope, isUp: boolean): void {
  streamIsUp[scope].set(isUp);
  const scopes = Object.keys(stops) as Scope[];
  isWaiting.set(scopes.some((name) => !streamIsUp[name].get()));
}

/** Settles a moment later, so that a page that takes the place of another keeps its stream. */
function settleSoon(): void {
  clearTimeout(settling);
  settling = setTimeout(settle);
}

/** Opens what is wanted, and closes what is not any more. */
function settle(): void {
  for (const scope of ['own', 'all'] as const) {
    const isWanted = userId !== null && wanted[scope] > 0;
    if (isWanted && stops[scope] === undefined) stops[scope] = open(scope, userId as string);
    if (!isWanted) stops[scope]?.();
  }
}

/**
 * Follows changes from login to logout; of the user's own always, of all owners while a page of theirs is
 * shown.
 */
export function useLive(user: string): void {
  useEffect(() => {
    userId = user;
    settleSoon();
    return () => {
      userId = null;
      settleSoon();
    };
  }, [user]);
  useScope('own');
}

/** Follows the changes of a scope while mounted; tells whether its stream is up. */
export function useScope(scope: Scope): boolean {
  useEffect(() => {
    wanted[scope] += 1;
    settleSoon();
    return () => {
      wanted[scope] -= 1;
      settleSoon();
    };
  }, [scope]);
  return useStore(streamIsUp[scope]);
}
