import type { RunView } from '@punctual/contracts/runs/run';
import { isTerminal } from '@punctual/contracts/runs/run-status';

/** Tells whether a run may change within seconds: it has not ended. */
export const isRunActive = ({ status }: Pick<RunView, 'status'>): boolean => !isTerminal(status);
