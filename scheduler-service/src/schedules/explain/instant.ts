import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import type { Language } from '@punctual/contracts/language';
import type { JobDocument } from '@punctual/engine/database/documents';

/** An instant to explain, as seen now by a user in a time zone and a language. */
export interface Instant {
  job: JobDocument;
  at: Date;
  now: Date;
  timezone: string;
  language: Language;
  /** Runs are shown to the caller; an API key may lack the scope for that. */
  showsRuns: boolean;
  /** Everybody is named by address, as administrators see it; else whoever is not the owner is "an administrator". */
  namesAll?: boolean;
}

/** The verdict on an instant, and the evidence for it as far as there is any. */
export type PartialExplanation = Pick<Explanation, 'verdict' | 'sentence'> & Partial<Explanation>;
