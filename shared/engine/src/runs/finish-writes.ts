import { RUN_CHANGES } from '@punctual/contracts/runs/run-status';
import type { mongo } from 'mongoose';
import type { RunDocument } from '../database/documents.ts';
import { groupAlike } from '../database/group-alike.ts';
import { perDocumentUpdate, when } from '../database/update-expressions.ts';
import { filterHeld, type RunTransition } from './run-transition.ts';

/** A transition, and the fields that it writes. */
export interface Ending {
  transition: RunTransition;
  fields: Partial<RunDocument>;
}

interface Write {
  filter: mongo.Filter<RunDocument>;
  update: mongo.UpdateFilter<RunDocument> | mongo.Document[];
}

/** The last attempts of a run are kept. */
export const ATTEMPTS_KEPT = 20;
/** Only the new attempt is sent: twenty of each of a batch would be more than one update may hold. */
const WITH_NEW_ATTEMPT = when({ $eq: ['$row.attempt', null] }, '$attempts', {
  $slice: [{ $concatArrays: ['$attempts', ['$row.attempt']] }, -ATTEMPTS_KEPT],
});

/** Fields that change with the status or the fence of a run alone: under its guard they are as they were read. */
const STEADY = new Set<string>([
  'reason',
  'blockedBy',
  'attempt',
  'fence',
  'crashCount',
  'aloneCrashes',
  'startToken',
  'startedAt',
  'lateness',
] satisfies (keyof RunDocument)[]);

/** Plans the updates that write these ends: most of a batch are alike, and those are one plain update. */
export function planWrites(endings: Ending[]): Write[] {
  const { alike, unlike } = groupAlike(endings, keyOf);
  return [...alike.map(writeAlike), ...(unlike.length > 0 ? [writeUnlike(unlike)] : [])];
}

function keyOf(ending: Ending): string {
  const { run, change, attempt } = ending.transition;
  const { from, effect } = RUN_CHANGES[change];
  return JSON.stringify([from, run.fence, effect, changesOf(ending), attempt]);
}

/** Leaves out what is as it was. */
function changesOf({ transition: { run }, fields }: Ending): Partial<RunDocument> {
  const before: Record<string, unknown> = { ...run };
  const isNew = ([name, value]: [string, unknown]) => !STEADY.has(name) || !isEqual(before[name], value);
  return Object.fromEntries(Object.entries(fields).filter(isNew));
}

const isEqual = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

function writeAlike(endings: Ending[]): Write {
  const [first] = endings as [Ending];
  const { run, change, attempt } = first.transition;
  const { from, effect } = RUN_CHANGES[change];
  const begun = effect === 'any' ? {} : { effectAt: null };
  const added = attempt ? { $push: { attempts: { $each: [attempt], $slice: -ATTEMPTS_KEPT } } } : {};
  return {
    filter: { _id: { $in: endings.map(idOf) }, status: from, fence: run.fence, ...begun },
    update: { $set: changesOf(first), ...added },
  };
}

function writeUnlike(endings: Ending[]): Write {
  const rows = endings.map(({ transition, fields }) => ({ fields, attempt: transition.attempt }));
  const stages = [
    { $replaceWith: { $mergeObjects: ['$$ROOT', '$row.fields', { row: '$row' }] } },
    { $set: { attempts: WITH_NEW_ATTEMPT } },
  ];
  return {
    filter: filterHeld(endings.map(({ transition }) => transition)),
    update: perDocumentUpdate(endings.map(idOf), rows, ...stages),
  };
}

const idOf = ({ transition }: Ending) => transition.run._id;
