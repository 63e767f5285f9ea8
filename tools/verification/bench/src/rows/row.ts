import type { Finding } from '../report/finding.ts';
import type { Bench } from '../support/bench.ts';

/** One row of performance.md. */
export interface Row {
  number: number;
  title: string;
  measure(bench: Bench): Promise<Finding[]>;
}
