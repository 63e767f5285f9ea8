import type { Stand } from '../stand.ts';
import type { Verdict } from '../verdict.ts';

/** Some load, and what has to come of it. */
export interface Suite {
  name: string;
  title: string;
  run(stand: Stand, seconds: number | undefined): Promise<Verdict[]>;
}
