import type { Bench } from '../../support/measuring/bench.ts';
import type { Finding } from '../report/finding.ts';

/** One row of performance.md. */
export interface Row {
  number: number;
  title: string;
  measure(bench: Bench): Promise<Finding[]>;
}
