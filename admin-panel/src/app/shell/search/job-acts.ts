import type { JobActions } from '../../../features/jobs/actions/use-job-actions.tsx';
import type { JobRow } from '../../../features/jobs/api/list-jobs.ts';
import { searchWords as words } from '../../../lib/strings/search.ts';
import type { Found } from './found.ts';

const VERBS = ['run', 'disable', 'enable'] as const;
type Verb = (typeof VERBS)[number];

/** A text that begins with what is to be done: `disable monday`. */
export interface Wanted {
  verb: Verb | null;
  text: string;
}

/** Without a verb acts are offered on so many of the jobs that were found. */
const OFFERED = 2;

/** Reads what is to be done to which job; a text without a verb is searched for as a whole. */
export function readWanted(query: string): Wanted {
  const [, first = '', rest = ''] = /^\s*(\S+)\s+(\S.*)$/.exec(query) ?? [];
  const verb = VERBS.find((one) => one === first.toLowerCase());
  return verb ? { verb, text: rest.trim() } : { verb: null, text: query.trim() };
}

/** Lists what can be done to the jobs that were found; with a verb that alone, and on all of them. */
export function listActs(jobs: readonly JobRow[], { verb }: Wanted, actions: JobActions): Found[] {
  const acted = verb === null ? jobs.slice(0, OFFERED) : jobs;
  return acted.flatMap((job) => {
    const toggle = job.enabled ? 'disable' : 'enable';
    const acts = {
      run: { label: words.run(job.name), run: () => actions.run(job) },
      [toggle]: { label: words[toggle](job.name), run: () => actions.setEnabled(job, !job.enabled) },
    };
    return Object.entries(acts)
      .filter(([name]) => verb === null || name === verb)
      .map(([name, act]) => ({ id: `${name}-${job.id}`, ...act }));
  });
}
