import { z } from 'zod';
import { jsonValue } from './json-value.ts';

/** Records its data in the run, and nothing else: for reminders, for tests, for seeing a schedule work. */
export const logTask = z.strictObject({ type: z.literal('log'), data: jsonValue.optional() });
