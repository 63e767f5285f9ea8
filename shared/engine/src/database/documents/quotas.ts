import { date, defineCollection, number, text } from '../define-collection.ts';

/** Counts the use of a quota in one day: by whom, of what, and on which day, is its id. */
export interface QuotaDocument {
  _id: string;
  used: number;
  expiresAt: Date;
}

export const quotas = defineCollection<QuotaDocument>('quotas', { _id: text, used: number, expiresAt: date });
