import type { Request } from 'express';
import type { Caller } from '../http/caller.ts';
import { clientNetwork } from '../http/client-network.ts';

/** So many requests in any stretch of so many milliseconds. */
export interface Limit {
  limit: number;
  windowMs: number;
}

export const LAYERS = ['global', 'ip', 'user', 'key'] as const;
export type Layer = (typeof LAYERS)[number];

/** What each layer allows; to an API key, unless it has a rate of its own. */
export type Limits = Record<Layer, Limit>;

/** What a request is counted in: a layer, and whose it is there. */
export interface Counter extends Limit {
  layer: Layer;
  id: string;
}

const EVERYBODY = 'all';

/** The counters of a request, the sender's own first: what he is refused is not counted against everybody. */
export function computeLimitKeys(
  request: Request,
  caller: Caller | null,
  allowances: Limits,
): [Counter, Counter] {
  const everybody = { ...allowances.global, layer: 'global', id: EVERYBODY } as const;
  return [ownCounter(request, caller, allowances), everybody];
}

function ownCounter(request: Request, caller: Caller | null, { ip, user, key }: Limits): Counter {
  if (!caller) return { ...ip, layer: 'ip', id: clientNetwork(request.ip ?? '') };
  const { apiKey, userId } = caller;
  if (!apiKey) return { ...user, layer: 'user', id: userId.toHexString() };
  return { ...key, limit: apiKey.ratePerSecond, layer: 'key', id: apiKey._id.toHexString() };
}
