import type { Document } from 'bson';
import { Aggregator } from 'mingo/aggregator';
import { ServerError } from '../errors.ts';
import { ALL_OPERATORS } from '../query/operators.ts';
import { isDocument } from '../storage/paths.ts';
import type { CompiledUpdate, UpdateSpec } from './compiled-update.ts';

const STAGES = ['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith'];

/** Compiles an update given as a pipeline of expressions. Throws 72 for stages that have no place in one. */
export function compilePipeline(stages: Document[], { now, variables = {} }: UpdateSpec): CompiledUpdate {
  for (const stage of stages) {
    const [name = ''] = Object.keys(stage);
    if (!STAGES.includes(name))
      throw new ServerError(72, `${name} is not allowed to be used within an update`);
  }
  const options = { context: ALL_OPERATORS, scriptEnabled: false, variables };
  const aggregator = new Aggregator(bindNow(stages, now) as Document[], options);
  return { touched: touchedBy(stages), apply: (document) => aggregator.run([document])[0] as Document };
}

function touchedBy(stages: Document[]): Set<string> | undefined {
  const fields = stages.flatMap((stage) => {
    const { $set, $addFields, $unset } = stage;
    if ($unset) return [$unset].flat() as string[];
    const added = $set ?? $addFields;
    return added ? Object.keys(added) : [undefined];
  });
  if (fields.includes(undefined)) return undefined;
  return new Set(fields.map((path) => (path as string).split('.')[0] as string));
}

/** Puts the time into expressions, so that all documents of a command see the same. */
export function bindNow(expression: unknown, now: Date): unknown {
  if (expression === '$$NOW') return now;
  if (Array.isArray(expression)) return expression.map((item) => bindNow(item, now));
  if (!isDocument(expression) || '$literal' in expression) return expression;
  return Object.fromEntries(Object.entries(expression).map(([key, value]) => [key, bindNow(value, now)]));
}
