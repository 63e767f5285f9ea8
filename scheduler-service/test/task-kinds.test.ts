import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import { TASK_TYPES } from '@punctual/contracts/tasks/task';
import { useApi } from '@punctual/testing/api/api';
import { expect, test } from 'vitest';

const api = useApi();
const kinds = async () => (await api.ana.get<{ data: TaskKind[] }>('/tasks')).body.data;
const field = async (type: string, name: string) =>
  (await kinds()).find((kind) => kind.type === type)?.fields.find((one) => one.name === name);

test('the list of task kinds has every kind', async () => {
  expect((await kinds()).map(({ type }) => type)).toEqual(TASK_TYPES);
});

test('a field of a task kind says if it is required', async () => {
  expect(await field('email', 'to')).toMatchObject({ required: true });
  expect(await field('email', 'cc')).toMatchObject({ required: false });
});

test('a field of a task kind has what a form needs: type, choices, default and bounds', async () => {
  expect((await field('http', 'method'))?.schema).toMatchObject({ default: 'GET', enum: expect.anything() });
  expect((await field('email', 'to'))?.schema).toMatchObject({ type: 'array', minItems: 1, maxItems: 50 });
  expect((await field('email', 'subject'))?.schema).toMatchObject({ type: 'string', maxLength: 998 });
});
