import type { Endpoint } from '@punctual/contracts/api/endpoint';
import { useApi } from '@punctual/testing/api/api';
import { bytes } from '@punctual/testing/api/client';
import { allEndpoints } from '@punctual/testing/api/contracts';
import { checkHouseRules } from '@punctual/testing/api/house-rules';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import mongoose from 'mongoose';
import { describe, expect, onTestFinished, test } from 'vitest';

const api = useApi();

describe('a failure of ours', () => {
  test('is a 500 without a path, a stack or a word of the driver, and with the id of the request', async () => {
    const { id } = await created(api.ana);
    // What nobody can store over the API, so that reading it throws.
    const jobs = api.database.collection('jobs');
    await jobs.updateOne({ _id: new mongoose.Types.ObjectId(id) }, { $set: { schedule: null } });
    onTestFinished(async () => {
      await jobs.deleteOne({ _id: new mongoose.Types.ObjectId(id) });
    });
    // Not by the client of the tests, which takes a failure for the end of the test: no contract promises one.
    const answer = await fetch(`${api.url}/users/jobs/${id}`, { headers: api.ana.headers });
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toMatch(/schedule|null|TypeError|node_modules|\.[jt]s|\bat /);
    const message = 'Something went wrong on our side. The request id helps to find it.';
    const requestId = answer.headers.get('x-request-id');
    expect(JSON.parse(text)).toEqual({ error: { code: 'INTERNAL', message, details: [], requestId } });
  });
});

describe('what the documents hold for the inside', () => {
  const headers = new Headers({
    'x-request-id': 'x',
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'x',
    'cache-control': 'x',
  });

  test.each(['passwordHash', '__v'])('as %s is found wherever it stands in an answer', (key) => {
    const deep = { data: [{ owner: { [key]: 'x' } }] };
    const check = () => checkHouseRules({ method: 'GET', path: '/nowhere' }, 200, headers, deep);
    expect(check).toThrow(`the internal field "${key}" is in it`);
  });

  test('stands in no answer to a question that needs no id', async () => {
    await created(api.carla, aJob());
    await api.carla.post('/users/api-keys', { service: 'any' });
    const asksNothing = ({ path, query }: Endpoint) =>
      !path.includes(':') && (query?.safeParse({}).success ?? true);
    const open = (await allEndpoints()).filter((one) => one.method === 'GET' && asksNothing(one));
    const paths = open.map(({ path }) => path).filter((path) => path !== '/events');
    expect(paths.length).toBeGreaterThan(15);
    for (const path of paths) {
      // Metrics are asked for by nobody: what is shown there is taken for their token.
      const { status, text } = await (path === '/metrics' ? api.nobody : api.carla).get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toMatch(/passwordHash"?:|"__v"|\$2[aby]\$\d\d\$/);
    }
  });
});

describe('the database driver', () => {
  test('takes no operator for a value, and no field that the schema does not know', () => {
    expect([mongoose.get('sanitizeFilter'), mongoose.get('strictQuery')]).toEqual([true, 'throw']);
  });
});

describe('a prototype in a body', () => {
  test('is refused, and no object has what it says', async () => {
    const poison = bytes(`${JSON.stringify(aJob()).slice(0, -1)},"__proto__":{"role":"admin"}}`);
    const error = await api.ana.refused('POST', '/users/jobs', poison, {
      'content-type': 'application/json',
    });
    expect(error.status).toBe(422);
    // The service runs in the process of this test: its objects have the same prototype.
    expect(({} as { role?: string }).role).toBeUndefined();
  });
});

describe('a key that reaches the prototype, or that the driver takes for a type', () => {
  test.each(['__proto__', 'constructor', 'prototype', '_bsontype'])(
    'is refused where any other key is kept: %s',
    async (key) => {
      const job = JSON.stringify({ ...aJob(), task: { type: 'log', data: { safe: [{ DATA: 1 }] } } });
      const poison = bytes(job.replace('DATA', () => key));
      const headers = { 'content-type': 'application/json' };
      const error = await api.ana.refused('POST', '/users/jobs', poison, headers);
      expect(error).toMatchObject({ status: 422, paths: [`task.data.safe.0.${key}`] });
    },
  );
});

describe('a name for a field to sort by', () => {
  test.each(['__proto__', 'constructor', 'passwordHash', '-ownerId', '$where'])(
    'is refused: %s',
    async (sort) => {
      const error = await api.ana.refused('GET', `/users/jobs?sort=${sort}`);
      expect(error).toMatchObject({ status: 422, paths: ['sort'] });
    },
  );
});

describe('who is nobody', () => {
  test('gets in by no password that everybody knows: admin/admin is no login', async () => {
    for (const email of ['admin', 'admin@example.com'])
      expect([401, 422]).toContain(
        (await api.nobody.refused('POST', '/auth/login', { email, password: 'admin' })).status,
      );
  });
});
