import type { TaskType } from '@punctual/contracts/tasks/task';
import { Places } from './places.ts';

/**
 * Kinds of task that wait for another side, for as long as a user likes: their places are shared out among owners. A
 * `log` task waits for none: its places are free again after milliseconds.
 */
export const SHARED_OUT: readonly TaskType[] = ['http', 'email'];

/** The places of each kind of task whose places are shared out among owners. */
export type TaskPlaces = ReadonlyMap<TaskType, Places>;

/**
 * Creates the places for each kind that is shared out.
 * @param total the number of places for each kind
 * @param hasOneOwner tells whether all jobs are of one owner
 */
export const createTaskPlaces = (total: number, hasOneOwner: () => boolean): TaskPlaces =>
  new Map(SHARED_OUT.map((type) => [type, new Places(total, hasOneOwner)]));
