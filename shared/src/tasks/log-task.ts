import { z } from 'zod';

/** Records its data in the run, and nothing else: for reminders, for tests, for seeing a schedule work. */
export const logTask = z.strictObject({ type: z.literal('log'), data: z.json().optional() });
