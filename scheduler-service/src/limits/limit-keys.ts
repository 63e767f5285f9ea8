import type { Request } from 'express';
import type { Caller } from '../http/caller.ts';
import { clientNetwork } from '../http/client-network.ts';

/** Allows `limit` requests in any stretch of `windowMs` milliseconds: no burst, whenever it begins, has more. */
interface Limit {
  limit: number;
  windowMs: number;
}

export const LAYERS = ['global', 'ip', 'user', 'key'] as const;
export type Layer = (typeof LAYERS)[number];

/** The limit of each layer; that of keys is for an API key without a rate of its own. */
export type Limits = Record<Layer, Limit>;

/** A counter that a request is counted in: its layer, and its sender there. */
export interface Counter extends Limit {
  layer: Layer;
  id: string;
  /**
   * The position of the sender's own counter in the list, where this one is shared by all senders: each may use as much
   * of it as is free, so that a sender alone never takes more than half, and who is below their share gives way last.
   */
  sharer?: number;
}

const ALL_SENDERS = 'all';

/** Lists the counters of a request, the sender's own first: what a sender is refused is not counted against all others. */
export function computeLimitKeys(request: Request, caller: Caller | null, limits: Limits): Counter[] {
  const own = listOwnCounters(request, caller, limits);
  return [...own, { ...limits.global, layer: 'global', id: ALL_SENDERS, sharer: own.length - 1 }];
}

/** Lists the counters of a sender: all keys of an account count in its limit too. */
function listOwnCounters(request: Request, caller: Caller | null, { ip, user, key }: Limits): Counter[] {
  if (!caller) return [{ ...ip, layer: 'ip', id: clientNetwork(request.ip ?? '') }];
  const { apiKey, userId } = caller;
  const account: Counter = { ...user, layer: 'user', id: userId.toHexString() };
  if (!apiKey) return [account];
  return [{ ...key, limit: apiKey.ratePerSecond, layer: 'key', id: apiKey._id.toHexString() }, account];
}
