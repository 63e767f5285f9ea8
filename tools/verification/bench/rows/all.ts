import type { Row } from './row.ts';
import { row01 } from './row-01-throughput.ts';
import { row02 } from './row-02-agenda.ts';
import { row03 } from './row-03-lost-or-doubled.ts';
import { row04 } from './row-04-lateness.ts';
import { row05 } from './row-05-one-instant.ts';
import { row06 } from './row-06-run-now.ts';
import { row07 } from './row-07-one-job.ts';
import { row08 } from './row-08-saturation.ts';
import { row09 } from './row-09-api-beside-runs.ts';
import { row10 } from './row-10-logins.ts';
import { row11 } from './row-11-nothing-due.ts';
import { row12 } from './row-12-some-due.ts';
import { row13 } from './row-13-bulk-creation.ts';
import { row14 } from './row-14-memory.ts';
import { row16 } from './row-16-long-list.ts';

/** The rows of performance.md that are measured here, and one more: 16 is what the lists of the API promise. */
export const ROWS: Row[] = [
  ...[row01, row02, row03, row04, row05, row06, row07, row08],
  ...[row09, row10, row11, row12, row13, row14, row16],
];
