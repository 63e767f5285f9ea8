import type { Document } from 'bson';
import type { Engine } from '../engine.ts';
import type { Collection } from '../storage/catalog.ts';
import { compileFilter } from './filter.ts';
import { type Plan, planQuery, type QuerySpec } from './planner.ts';
import { type Found, type ScanStats, scan } from './scan.ts';
import { parseSort, sortBy } from './sort.ts';

/** A query with everything that decides which documents it gives. */
export interface Selection extends QuerySpec {
  skip: number;
  variables?: Document | undefined;
}

/** Documents that were found, and the plan that found them. */
export interface Selected {
  found: Found[];
  plan: Plan | undefined;
  stats: ScanStats;
}

/** Reads the parts of a command that select documents. A limit of 0 is none. */
export function selectionOf(filter: Document | undefined, command: Document): Selection {
  return {
    filter: filter ?? {},
    sort: parseSort(command.sort),
    limit: Math.abs(command.limit ?? 0),
    skip: command.skip ?? 0,
    hint: command.hint,
    variables: command.let,
  };
}

/** Finds the documents of a selection, reading no more of them than its order allows. */
export function select(engine: Engine, collection: Collection | undefined, selection: Selection): Selected {
  const stats = { keys: 0, documents: 0 };
  if (!collection) {
    compileFilter(selection.filter, selection.variables);
    return { found: [], plan: undefined, stats };
  }
  const plan = planQuery(collection, selection);
  const { sort, skip, limit, variables } = selection;
  const end = limit ? skip + limit : Number.POSITIVE_INFINITY;
  const found: Found[] = [];
  for (const item of scan(engine.store, collection, plan, stats, variables)) {
    found.push(item);
    if (plan.sorted && found.length >= end) break;
  }
  const ordered = plan.sorted ? found : sortBy(found, sort, (item) => item.document);
  return { found: skip || limit ? ordered.slice(skip, end) : ordered, plan, stats };
}
