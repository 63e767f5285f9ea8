import {
  createApiKey,
  listApiKeyCalls,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
} from '@punctual/contracts/api/api-keys-contract';
import type { ApiKeyView } from '@punctual/contracts/users/api-key';
import type { ApiKeyDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { checkCursor } from '../../http/paging.ts';
import { requireFound } from '../../http/require-found.ts';
import { requireVerified } from '../../http/require-verified.ts';
import { mount } from '../../http/route.ts';
import type { Router, Routes } from '../../http/router.ts';
import { isNewestFirstCursor } from '../../lists/newest-first.ts';
import type { ApiKeyStore } from './api-key-store.ts';
import type { ApiKeys } from './api-keys.ts';
import type { RecentCalls } from './recent-calls.ts';

const KEY = 'key';

/** Presents a key without its secret, which is not kept. */
const presentApiKey = (key: ApiKeyDocument): ApiKeyView => ({
  id: key._id.toHexString(),
  service: key.service,
  prefix: key.prefix,
  scopes: key.scopes,
  ratePerSecond: key.ratePerSecond,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  endsAt: key.expiresAt?.toISOString() ?? null,
  createdAt: key.createdAt.toISOString(),
});

export function apiKeysRoutes(
  apiKeys: ApiKeys,
  store: ApiKeyStore,
  calls: Pick<RecentCalls, 'list'>,
  clock: Clock,
): Routes {
  return {
    endpoints: [createApiKey, listApiKeys, rotateApiKey, listApiKeyCalls, revokeApiKey],
    mount(router: Router) {
      mount(router, createApiKey, async ({ body, caller, context }) => {
        requireVerified(caller);
        const { document, key } = await apiKeys.create(caller, body);
        context.recordMade(document._id);
        return { ...presentApiKey(document), key };
      });
      mount(router, listApiKeys, async ({ query, caller }) => {
        checkCursor(query.cursor, isNewestFirstCursor);
        const page = await store.list(caller.userId, query);
        return { ...page, data: page.data.map(presentApiKey) };
      });
      mount(router, rotateApiKey, async ({ params, body, caller }) => {
        requireVerified(caller);
        const { document, key, endsAt } = await requireFound(KEY, params.id, (id) =>
          apiKeys.rotate(caller, id, body.oldEndsInHours),
        );
        const replaced = { id: params.id.toLowerCase(), endsAt: endsAt.toISOString() };
        return { ...presentApiKey(document), key, replaced };
      });
      mount(router, listApiKeyCalls, async ({ params, caller }) => {
        const { _id } = await requireFound(KEY, params.id, (id) => store.findOwn(caller.userId, id));
        return { data: await calls.list(_id.toHexString()) };
      });
      mount(router, revokeApiKey, async ({ params, caller }) => {
        await requireFound(KEY, params.id, (id) => store.revoke(caller.userId, id, clock.now()));
      });
    },
  };
}
