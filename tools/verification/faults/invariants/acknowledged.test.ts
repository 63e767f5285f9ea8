import { describe, expect, it } from 'vitest';
import { promiseOf } from './acknowledged.ts';

const id = 'a'.repeat(24);
const jobs = '/users/jobs';

describe('an answer of the API promises', () => {
  it.each([
    ['a job that was created', 'POST', jobs, { status: 201, body: { id, revision: 1 } }],
    ['an edit', 'PATCH', `${jobs}/${id}`, { status: 200, body: { id, revision: 1 } }],
  ])('%s, at its revision', (_, method, path, answer) =>
    expect(promiseOf(method, path, answer)).toEqual({ what: 'job', id, revision: 1 }),
  );

  it('a run that was asked for', () =>
    expect(promiseOf('POST', `${jobs}/${id}/run`, { status: 202, body: { id, jobId: id } })).toEqual({
      what: 'run',
      id,
    }));

  it('a deletion', () =>
    expect(promiseOf('DELETE', `${jobs}/${id}`, { status: 204, body: {} })).toEqual({
      what: 'deletion',
      id,
    }));

  it.each([
    ['read', 'GET', 200],
    ['refused', 'PATCH', 409],
    ['not carried out', 'PATCH', 503],
  ])('nothing, where something was %s', (_, method, status) =>
    expect(promiseOf(method, `${jobs}/${id}`, { status, body: { id, revision: 1 } })).toBeNull(),
  );
});
