import type { Customer } from './customers.ts';

/** Request of one customer. */
export interface Ask {
  route: string;
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
}

const YEAR_MS = 365 * 86_400_000;

const health = (): Ask => ({ route: 'health', method: 'GET', path: '/health' });
const statistics = (): Ask => ({ route: 'statistics', method: 'GET', path: '/rate-limit-stats' });
const list = (): Ask => ({ route: 'list', method: 'GET', path: '/users/jobs?limit=20' });
const create = (): Ask => ({ route: 'create', method: 'POST', path: '/users/jobs', body: aJob() });

/** The first of the jobs that are known; one who has none makes one. */
const one = ({ jobIds }: Customer): Ask =>
  jobIds[0] ? { route: 'one job', method: 'GET', path: `/users/jobs/${jobIds[0]}` } : create();

const aJob = () => ({
  name: 'Load',
  task: { type: 'log' },
  schedule: { kind: 'once', at: new Date(Date.now() + YEAR_MS).toISOString() },
});

type Kind = (customer: Customer) => Ask;

/** Shares of each kind among twenty requests, as in the older system's load. */
const SHARES: [number, Kind][] = [
  [2, health],
  [1, statistics],
  [10, create],
  [5, list],
  [2, one],
];
const TURNS: Kind[] = SHARES.flatMap(([times, kind]) => Array.from({ length: times }, () => kind));
/** Prime to the number of turns: the kinds come mixed, each as often as it should. */
const STRIDE = 7;

/** The request of this number: of all kinds in their shares, whoever's turn it is. */
export function askOf(number: number, customer: Customer): Ask {
  const kind = TURNS[(number * STRIDE) % TURNS.length] as Kind;
  return kind(customer);
}
