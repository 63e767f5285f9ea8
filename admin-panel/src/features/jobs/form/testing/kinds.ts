import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import { task } from '@punctual/contracts/tasks/task';
import { z } from 'zod';
import { emptyValues, type JobFormValues } from '../job-form-values.ts';

export const NOW = new Date('2026-11-21T12:34:56.000Z');
export const ZONE = 'Europe/Paris';

/** The kinds of task as GET /tasks gives them, from the same schemas. */
export const KINDS: readonly TaskKind[] = task.options.map((kind) => {
  const { properties = {}, required = [] } = z.toJSONSchema(kind, { io: 'input', unrepresentable: 'any' });
  const fields = Object.entries(properties)
    .filter(([name]) => name !== 'type')
    .map(([name, schema]) => ({
      name,
      required: required.includes(name),
      schema: schema as Record<string, unknown>,
    }));
  return { type: kind.shape.type.value, description: '', fields };
});

type Texts = Record<string, string>;

/** Makes a form with a task, and with other values. */
export function filled(kind: string, texts: Texts, part: Partial<JobFormValues> = {}): JobFormValues {
  const empty = emptyValues(kind, KINDS, ZONE, NOW);
  return { ...empty, task: { ...empty.task, [kind]: { ...empty.task[kind], ...texts } }, ...part };
}

const EMAIL: Texts = { to: 'ops@example.com', subject: 'Report', text: 'Hello' };

export const email = (part: Partial<JobFormValues> = {}, texts: Texts = {}): JobFormValues =>
  filled('email', { ...EMAIL, ...texts }, part);
export const note = (data: string, part: Partial<JobFormValues> = {}): JobFormValues =>
  filled('log', { data }, part);
export const call = (texts: Texts, part: Partial<JobFormValues> = {}): JobFormValues =>
  filled('http', { url: 'https://api.example.com/run?x=1', ...texts }, part);
