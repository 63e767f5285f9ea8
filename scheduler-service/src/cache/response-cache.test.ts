import { type Endpoint, endpoint } from '@punctual/contracts/api/endpoint';
import { Redis } from 'ioredis';
import { afterAll, expect, test } from 'vitest';
import { mount } from '../http/route.ts';
import { Router } from '../http/router.ts';
import { RedisResponseCache } from './redis-response-cache.ts';
import { ResponseCache } from './response-cache.ts';

const redis = new Redis({ lazyConnect: true });
afterAll(() => redis.disconnect());

const readJob = {
  method: 'GET',
  path: '/users/jobs/:id',
  summary: 'One of your jobs',
  access: 'user',
  status: 200,
  cache: { tags: ['job'] },
} as const satisfies Endpoint;

const mountWithCache = (described: Endpoint) => {
  const cache = new ResponseCache(new RedisResponseCache(redis), () => undefined);
  mount(new Router([cache.around]), described, async () => undefined);
};

test('response cache: an endpoint that states its cache tags can be mounted', () => {
  expect(() => mountWithCache(readJob)).not.toThrow();
});

test('response cache: an endpoint that asks for the cache without tags neither compiles nor can be mounted', () => {
  // @ts-expect-error an answer under no tag would never change
  const without = endpoint({ ...readJob, cache: { tags: [] } });
  // @ts-expect-error the cache is asked for by its tags
  endpoint({ ...readJob, cache: {} });
  expect(() => mountWithCache(without as unknown as Endpoint)).toThrow('states no cache tags');
});

test.each<[string, Partial<Endpoint>]>([
  ['it is more than a read', { method: 'POST' }],
  ['only what owners read of their own', { access: 'admin' }],
  ['more than one status', { otherStatuses: [202] }],
  ['its path names no job', { path: '/users/jobs' }],
])('response cache: an endpoint cannot be mounted with the cache if %s', (reason, unfit) => {
  expect(() => mountWithCache({ ...readJob, ...unfit })).toThrow(reason);
});
