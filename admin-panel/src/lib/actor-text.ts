import { ADMINISTRATOR } from '@punctual/contracts/jobs/action-causes';
import { runsWords } from './strings/runs.ts';

/** Names who acted, to follow "by": by address, or in words an administrator, whose address is not told. */
export const actorText = (by: string): string => (by === ADMINISTRATOR ? runsWords.administrator : by);
