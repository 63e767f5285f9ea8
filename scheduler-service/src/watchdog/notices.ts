import type { ServiceState } from '@punctual/contracts/api/service-contract';
import { formatTime } from '../jobs/job-presenter.ts';
import type { Finding } from './findings.ts';

/** Presents what only administrators are told: the other parts are noticed by everybody, as Parts finds them. */
export const noticesOf = (open: readonly Finding[]): ServiceState['notices'] =>
  open.flatMap(({ part, since }) =>
    part === 'jobs' || part === 'runs' || part === 'leases' || part === 'clock'
      ? [{ part, since: formatTime(since) }]
      : [],
  );
