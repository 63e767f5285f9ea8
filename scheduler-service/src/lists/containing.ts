import type { Filter } from './list-query.ts';

/** Matches rows of which one of these fields holds a text; upper and lower case are equal. */
export const containing = (fields: readonly string[], text: string): Filter => {
  const part = { $regex: text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' };
  return { $or: fields.map((field) => ({ [field]: part })) };
};
