import { useDatabase } from '@punctual/testing/engine/database';
import { NOON } from '@punctual/testing/engine/documents';
import { Types } from 'mongoose';
import { expect, it } from 'vitest';
import { IdempotencyStore } from '../../src/http/idempotency-store.ts';

const KEYS = 40;
const ASKERS = 4;
const here = useDatabase();

it('idempotency keys: of many requests that claim one key at once, one carries it out, and all others get to know that', async () => {
  const store = new IdempotencyStore(here.models);
  const ownerId = new Types.ObjectId();
  for (let i = 0; i < KEYS; i += 1) {
    const request = { ownerId, route: 'POST /users/jobs', key: `key-${i}`, fingerprint: 'same' };
    const claims = await Promise.all(Array.from({ length: ASKERS }, () => store.claim(request, NOON)));
    const kinds = claims.map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['mine', ...Array(ASKERS - 1).fill('underWay')]);
  }
});
