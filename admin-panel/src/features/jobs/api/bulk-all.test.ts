import { ApiError } from '@punctual/contracts/api/client';
import type { BulkResult } from '@punctual/contracts/api/job-bulk-contract';
import { expect, test } from 'vitest';
import { type BulkOrder, type BulkProgress, bulkAll } from './bulk-all.ts';

const result = (id: string, more: Partial<BulkResult> = {}): BulkResult => ({
  ...{ id, outcome: 'done', runId: null, error: null },
  ...more,
});
const idsTo = (count: number) => Array.from({ length: count }, (_, index) => String(index));
const away = () => new ApiError(503, null, null);
const refusal = (status: number, code: string) =>
  new ApiError(status, { code, message: code, details: [], requestId: 'r' }, null);

type Answer = Error | ((id: string) => BulkResult);

/** Sends parts to a server that answers so, one after the other, and then well; remembers what it was sent. */
function server(...answers: Answer[]) {
  const sent: { order: BulkOrder; key: string }[] = [];
  const progress: BulkProgress[] = [];
  const pauses: number[] = [];
  const stop = { after: Number.POSITIVE_INFINITY };
  const steps = {
    request: async (order: BulkOrder, key: string) => {
      sent.push({ order, key });
      const answer = answers.shift() ?? result;
      if (answer instanceof Error) throw answer;
      return { results: order.ids.map((id) => answer(id)), nextCursor: null };
    },
    onProgress: (step: BulkProgress) => progress.push(step),
    isStopped: () => sent.length >= stop.after,
    pause: async (ms: number) => void pauses.push(ms),
  };
  return { sent, progress, pauses, stop, steps };
}

test('a bulk change goes out in parts of 25, and counts what is done', async () => {
  const { sent, progress, steps } = server();
  expect(await bulkAll(idsTo(60), 'enable', steps)).toEqual(idsTo(60).map((id) => result(id)));
  expect(sent.map(({ order }) => order.ids.length)).toEqual([25, 25, 10]);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(3);
  expect(progress.map(({ through }) => through)).toEqual([25, 50, 60]);
});

test('a part of a bulk change without an answer is sent again, with its key, until each job has a result', async () => {
  const { sent, progress, pauses, steps } = server(away(), new TypeError('offline'), (id) =>
    result(id, { outcome: 'unchanged' }),
  );
  expect(await bulkAll(['a', 'b'], 'disable', steps)).toEqual([result('a'), result('b')]);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  expect(progress.map(({ isWaiting }) => isWaiting)).toEqual([true, true, false]);
  expect(pauses).toEqual([1_000, 2_000]);
});

test('a job that the first try of a part has deleted counts as deleted, one that was not there does not', async () => {
  const gone = (id: string) =>
    result(id, { outcome: 'failed', error: { code: 'NOT_FOUND', message: 'Not found.' } });
  expect(await bulkAll(['a'], 'delete', server(away(), gone).steps)).toEqual([result('a')]);
  expect(await bulkAll(['a'], 'delete', server(gone).steps)).toEqual([gone('a')]);
});

test('a part of a bulk change that is refused has the reason, and the other parts go on', async () => {
  const results = await bulkAll(idsTo(30), 'enable', server(refusal(422, 'NO')).steps);
  expect(results.filter(({ error }) => error?.message === 'NO')).toHaveLength(25);
  expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(5);
});

test('a bulk change that is stopped says of each job what became of it', async () => {
  const { stop, sent, steps } = server(result, away());
  stop.after = 2;
  const results = await bulkAll(idsTo(60), 'disable', steps);
  expect(sent).toHaveLength(2);
  expect(results.map(({ error }) => error?.message ?? 'done')).toEqual([
    ...Array(25).fill('done'),
    ...Array(25).fill('No answer came. The list shows the current state.'),
    ...Array(10).fill('Not tried: you stopped first.'),
  ]);
});
