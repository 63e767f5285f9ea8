import type { Collections } from '@punctual/engine/database/collections';
import { Materialiser } from '@punctual/engine/runs/materialiser';
import type { Site } from '../../support/measuring/site.ts';

const LINES = 14;
const WIDTH = 130;
const TELLING = [
  'stage',
  'indexName',
  'totalKeysExamined',
  'totalDocsExamined',
  'nReturned',
  'executionTimeMillis',
];
const SKIPPED = ['indexBounds', 'command', 'parsedQuery', 'serverInfo', 'serverParameters', ...TELLING];
const LESS_TELLING = /Buffers|indexBounds|scanKeyDetails|_id_:|Planning|isMultiKey|Recheck|Cond:|Searches/;

/** Explains the query of the watch step, as the product's own code asks it. */
export async function planOfDue({ collections }: Site): Promise<string[]> {
  const explaining = {
    ...collections,
    jobs: new Proxy(collections.jobs, {
      get(jobs, name) {
        if (name !== 'find') return Reflect.get(jobs, name);
        return (...question: Parameters<typeof jobs.find>) => explained(jobs.find(...question));
      },
    }),
  } as Collections;
  try {
    const plan = await new Materialiser(explaining).due(new Date(), 500);
    return telling(plan).slice(0, LINES);
  } catch (error) {
    return [`cannot be explained here: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** A cursor that answers its plan instead of its documents. */
type FindCursor = ReturnType<Collections['jobs']['find']>;
const explained = (cursor: FindCursor): FindCursor =>
  new Proxy(cursor, {
    get(_, name, receiver) {
      if (name === 'toArray') return () => cursor.explain('executionStats');
      const member = Reflect.get(cursor, name) as unknown;
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        member.apply(cursor, args);
        return receiver as FindCursor;
      };
    },
  });

/**
 * The few lines of a plan that say how it goes, whichever engine made it: DocumentDB answers the lines of
 * PostgreSQL's plan, MongoDB and the embedded database a tree of stages.
 */
function telling(plan: unknown, depth = 0): string[] {
  if (typeof plan === 'string') return LESS_TELLING.test(plan) ? [] : [brief(plan)];
  if (plan === null || typeof plan !== 'object') return [];
  const entries = Object.entries(plan);
  const own = entries.filter(([name]) => TELLING.includes(name));
  const line = own.map(([name, value]) => `${name} ${brief(JSON.stringify(value))}`).join(', ');
  const inner = entries
    .filter(([name]) => !SKIPPED.includes(name))
    .flatMap(([, value]) => (typeof value === 'object' || depth > 0 ? telling(value, depth + 1) : []));
  return line ? [line, ...inner] : inner;
}

const brief = (text: string): string => text.replace(/'BSONHEX\w+'/g, '…').slice(0, WIDTH);
