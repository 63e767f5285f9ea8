import type { Document } from 'bson';
import { ServerError } from '../errors.ts';
import type { Plan } from '../query/planner.ts';
import { type Selection, select, selectionOf } from '../query/select.ts';
import { leadingSelection } from './aggregate.ts';
import type { CommandCall } from './command.ts';

/** `explain`: how a command would find its documents, and how many it has to look at. Nothing is written. */
export function explain({ engine, db, command }: CommandCall): Document {
  const inner = command.explain as Document;
  const [name = ''] = Object.keys(inner);
  const selection = explained(name, inner);
  const { found, plan, stats } = select(engine, engine.catalog.find(db, inner[name]), selection);
  const winningPlan = describe(plan, selection);
  const counts = {
    nReturned: found.length,
    totalKeysExamined: stats.keys,
    totalDocsExamined: stats.documents,
  };
  const executionStats = {
    executionSuccess: true,
    ...counts,
    executionTimeMillis: 0,
    executionStages: winningPlan,
  };
  const queryPlanner = {
    namespace: `${db}.${inner[name]}`,
    parsedQuery: selection.filter,
    winningPlan,
    rejectedPlans: [],
  };
  return { explainVersion: '1', queryPlanner, executionStats, command: inner, ok: 1 };
}

function explained(name: string, inner: Document): Selection {
  const [statement] = inner.updates ?? inner.deletes ?? [];
  switch (name) {
    case 'find':
      return selectionOf(inner.filter, inner);
    case 'count':
    case 'distinct':
      return selectionOf(inner.query, inner);
    case 'findAndModify':
      return { ...selectionOf(inner.query, inner), limit: 1 };
    case 'aggregate':
      return leadingSelection(inner.pipeline ?? [], inner).selection;
    case 'update':
      return selectionOf(statement?.q, { ...statement, limit: statement?.multi ? 0 : 1 });
    case 'delete':
      return selectionOf(statement?.q, statement ?? {});
    default:
      throw new ServerError(59, `Explain failed due to unknown command: ${name}`);
  }
}

function describe(plan: Plan | undefined, { sort, filter }: Selection): Document {
  if (!plan) return { stage: 'EOF' };
  const { index, reverse, sorted, residual } = plan;
  const direction = reverse ? 'backward' : 'forward';
  const test = Object.keys(residual).length ? { filter: residual } : {};
  const found = index
    ? {
        stage: 'FETCH',
        ...test,
        inputStage: {
          stage: 'IXSCAN',
          keyPattern: Object.fromEntries(index.key),
          indexName: index.name,
          isMultiKey: index.multikey.length > 0,
          isUnique: index.unique,
          isPartial: Boolean(index.partial),
          direction,
          ranges: plan.ranges.length,
        },
      }
    : { stage: 'COLLSCAN', filter, direction };
  return sorted ? found : { stage: 'SORT', sortPattern: Object.fromEntries(sort), inputStage: found };
}
