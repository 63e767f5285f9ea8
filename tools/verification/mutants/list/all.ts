import type { Mutant } from '../mutant.ts';
import { ACCOUNTS } from './accounts.ts';
import { ADDRESSES } from './addresses.ts';
import { FAIRNESS } from './fairness.ts';
import { FLOODS_OF_TRIES } from './floods.ts';
import { OIDC_LOGINS } from './oidc.ts';
import { PLACEHOLDERS } from './placeholders.ts';
import { REQUESTS } from './requests.ts';
import { SECOND_FACTOR } from './second-factor.ts';
import { SECRETS } from './secrets.ts';
import { TASKS } from './tasks.ts';

/** Protections of the product, each with the test that fails without it. */
export const MUTANTS: Mutant[] = [
  ...ACCOUNTS,
  ...OIDC_LOGINS,
  ...ADDRESSES,
  ...FLOODS_OF_TRIES,
  ...FAIRNESS,
  ...PLACEHOLDERS,
  ...REQUESTS,
  ...SECOND_FACTOR,
  ...SECRETS,
  ...TASKS,
];
