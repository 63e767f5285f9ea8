import { once } from 'node:events';
import { endpoint } from '@punctual/contracts/api/endpoint';
import { asItIs } from '@punctual/contracts/language';
import { AppError } from '@punctual/engine/platform/errors';
import { createLogger } from '@punctual/engine/platform/logger';
import { EndsNotTaken } from '@punctual/engine/runs/run-transitions';
import { useDatabase } from '@punctual/testing/engine/database';
import { NOON } from '@punctual/testing/engine/documents';
import express from 'express';
import { Types } from 'mongoose';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Caller } from '../src/http/caller.ts';
import { answerErrors, answerWhileDatabaseAway } from '../src/http/errors.ts';
import { Idempotency, type Maker } from '../src/http/idempotency.ts';
import { IdempotencyStore } from '../src/http/idempotency-store.ts';
import { parseBody } from '../src/http/json-body.ts';
import { createContext } from '../src/http/request-context.ts';
import { mount } from '../src/http/route.ts';
import { Router } from '../src/http/router.ts';
import { createHttpServer, listen } from '../src/http/server.ts';

const here = useDatabase();
const logger = createLogger('test', { level: 'silent', format: 'json' });
const makeThing = endpoint({
  method: 'POST',
  path: '/things',
  summary: 'Makes a thing',
  access: 'user',
  scope: 'jobs:write',
  body: z.object({ name: z.string() }),
  status: 201,
  response: z.object({ id: z.string() }),
});
type Making = Maker<typeof makeThing>;

/** Serves an endpoint that makes things once for a key; the database counts as away when `isThere` says so. */
async function serve(make: Making, isThere = true): Promise<(name: string) => Promise<[number, string]>> {
  const caller = { userId: new Types.ObjectId(), role: 'user', apiKey: null } as Caller;
  const idempotency = new Idempotency(new IdempotencyStore(here.models), { now: () => NOON });
  const router = new Router([]);
  mount(router, makeThing, idempotency.handler(makeThing, make));
  const app = express();
  app.use(createContext, (request, _response, next) => {
    request.context.caller = caller;
    next();
  });
  app.use(
    answerWhileDatabaseAway(async () => isThere, logger),
    ...parseBody,
    router.express,
    answerErrors(logger),
  );
  const server = createHttpServer(1_000).on('request', app);
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}/things`;
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'one' };
  return async (name) => {
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ name }) });
    const { id, error } = (await answer.json()) as { id?: string; error?: { code: string } };
    return [answer.status, id ?? error?.code ?? ''];
  };
}

/** Makes a thing under the id that it is given, after something happened to the first request. */
const failingOnce = (happens: (call: Parameters<Making>[0]) => unknown): Making => {
  let isFirst = true;
  return async (call, { id }) => {
    if (isFirst) {
      isFirst = false;
      await happens(call);
    }
    return { id: id.toHexString() };
  };
};

describe('a request with an Idempotency-Key that is answered with 5xx', () => {
  const fail = () => {
    throw new Error('broken');
  };
  const busy = () => {
    throw new AppError(503, 'UNAVAILABLE', asItIs('Away.'));
  };
  const takeNoEnds = () => {
    throw new EndsNotTaken();
  };
  /** The answer is 503 while the request goes on, and it makes its thing after that. */
  const goOn = ({ response }: Parameters<Making>[0]) => once(response, 'finish');

  test.each([
    ['an error of ours', 500, fail, true],
    ['a database that went away', 503, busy, true],
    ['a database that is away for too long', 503, goOn, false],
    ['a database that takes no ends of runs', 503, takeNoEnds, true],
  ] as const)('leaves its key to a corrected one: %s', async (_, status, happens, isThere) => {
    const send = await serve(failingOnce(happens), isThere);
    expect((await send('first'))[0]).toBe(status);
    await expect.poll(async () => (await send('corrected'))[0]).toBe(201);
    expect(await send('corrected again')).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  test('is carried out by the same one, sent again, under the id that it had', async () => {
    const ids: string[] = [];
    const make = failingOnce(fail);
    const send = await serve((call, making) => {
      ids.push(making.id.toHexString());
      return make(call, making);
    });
    await send('first');
    expect(await send('first')).toEqual([201, ids[0]]);
    expect(ids).toEqual([ids[0], ids[0]]);
  });
});
