import { z } from 'zod';
import { speaking } from '../validation.ts';
import { jsonValue } from './json-value.ts';
import { TASK_WORDS } from './task-words.ts';

const says = speaking(TASK_WORDS);

const KIB = 1_024;
const DATA_LIMIT_KIB = 16;

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

/**
 * Fields of tasks whose texts may hold placeholders: an object of the job's own, which they name as `data`, and if
 * they are placeholders at all. With `placeholders: false` braces are sent as they are.
 */
export const templateFields = {
  data: z
    .record(z.string(), jsonValue)
    .refine(
      (data) => bytes(data) <= DATA_LIMIT_KIB * KIB,
      says((words) => words.longestData(DATA_LIMIT_KIB)),
    )
    .optional(),
  placeholders: z.boolean().optional(),
};
