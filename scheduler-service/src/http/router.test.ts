import { endpoint } from '@punctual/contracts/api/endpoint';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { JsonText, Reply, reply, toReply } from './reply.ts';
import { type Handler, mount } from './route.ts';
import { type AnyCall, type Around, Router } from './router.ts';

const make = endpoint({
  method: 'POST',
  path: '/things',
  summary: 'Make a thing',
  access: 'user',
  status: 201,
  otherStatuses: [202],
  response: z.object({ id: z.string() }),
});

/** Notes when a call comes in and goes out. */
const noting =
  (steps: string[], name: string): Around =>
  () =>
  async (_call, next) => {
    steps.push(`${name} in`);
    const outcome = await next();
    steps.push(`${name} out`);
    return outcome;
  };

test('router: what goes around a handler is passed from the outermost in, and back', async () => {
  const steps: string[] = [];
  const nothing: Around = () => null;
  const router = new Router([noting(steps, 'first'), nothing, noting(steps, 'second')]);
  const carryOut = router.wrap(make, async () => {
    steps.push('handler');
    return 'done';
  });
  expect(await carryOut({} as AnyCall)).toBe('done');
  expect(steps).toEqual(['first in', 'second in', 'handler', 'second out', 'first out']);
});

test('router: what goes around handlers is asked once for each endpoint, when it is mounted', () => {
  const asked: string[] = [];
  const router = new Router([
    ({ path }) => {
      asked.push(path);
      return null;
    },
  ]);
  mount(router, make, async () => reply(201, { id: 'a' }));
  expect(asked).toEqual(['/things']);
});

test('replies: a handler answers under a status that its contract states, and under no other', () => {
  const made: Handler<typeof make> = async () => reply(201, { id: 'a' });
  const accepted: Handler<typeof make> = async () => reply(202, { id: 'a' });
  // @ts-expect-error the contract states 201 and 202
  const other: Handler<typeof make> = async () => reply(200, { id: 'a' });
  // @ts-expect-error with two statuses, the handler says which
  const none: Handler<typeof make> = async () => ({ id: 'a' });
  expect([made, accepted, other, none]).toHaveLength(4);
});

test('replies: an outcome without a status has that of the endpoint', () => {
  expect(toReply(make, { id: 'a' })).toEqual(new Reply(201, { id: 'a' }));
  expect(toReply(make, reply(202, { id: 'a' })).status).toBe(202);
  expect(toReply(make, new Reply(200, new JsonText('{}'))).body).toEqual(new JsonText('{}'));
});
