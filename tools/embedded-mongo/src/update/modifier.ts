import type { Document } from 'bson';
import * as mingo from 'mingo/operators/update';
import { updateOne } from 'mingo/updater';
import { isEqual } from 'mingo/util';
import { ServerError } from '../errors.ts';
import { clausesOf, filterOf } from '../query/clauses.ts';
import { ALL_OPERATORS } from '../query/operators.ts';
import { isDocument } from '../storage/paths.ts';
import type { CompiledUpdate, UpdateSpec } from './compiled-update.ts';
import { checkFields } from './field-checks.ts';
import { FIXES } from './operator-fixes.ts';

type Operator = (expression: Document, arrayFilters?: Document[]) => (document: Document) => string[];
const OPERATORS = mingo as unknown as Record<string, Operator>;
const KNOWN = [...Object.keys(OPERATORS), '$setOnInsert'];

/** Compiles an update made of operators. Throws 9 for unknown ones and 40 if two of them meet in one path. */
export function compileModifier(spec: UpdateSpec): CompiledUpdate {
  const modifier = spec.update as Record<string, Document>;
  for (const [op, expression] of Object.entries(modifier)) checkOperator(op, expression);
  const { $setOnInsert = {}, $currentDate = {}, ...operators } = modifier;
  const dates = Object.fromEntries(
    Object.entries($currentDate).map(([path, type]) => [path, dateFor(path, type, spec)]),
  );
  const onUpdate = { ...operators, $set: { ...operators.$set, ...dates } };
  const onInsert = { ...onUpdate, $set: { ...onUpdate.$set, ...$setOnInsert } };
  const paths = Object.values({ ...operators, $currentDate, $setOnInsert }).flatMap((fields) =>
    Object.keys(fields ?? {}),
  );
  const targets = Object.values(operators.$rename ?? {});
  refuseConflicts([...paths, ...targets]);
  return {
    touched: new Set([...paths, ...targets].map((path) => path.split('.')[0] as string)),
    apply: (document, inserting) =>
      applyOperators(document, inserting ? onInsert : onUpdate, inserting, spec),
  };
}

function checkOperator(op: string, expression: unknown): void {
  if (!KNOWN.includes(op)) {
    const hint = 'Expected a valid update modifier or pipeline-style update specified as an array';
    throw new ServerError(9, `Unknown modifier: ${op}. ${hint}`);
  }
  if (isDocument(expression)) return;
  throw new ServerError(
    9,
    `Modifiers operate on fields but we found type ${typeof expression} instead: ${op}`,
  );
}

function dateFor(path: string, type: unknown, { now }: UpdateSpec): Date {
  if (type === true || (isDocument(type) && type.$type === 'date')) return now;
  throw new ServerError(
    2,
    `The embedded database sets only dates by $currentDate, not ${path}: ${JSON.stringify(type)}`,
  );
}

function refuseConflicts(paths: string[]): void {
  const sorted = [...paths].sort();
  for (const [i, path] of sorted.entries()) {
    const other = sorted.slice(i + 1).find((next) => next === path || next.startsWith(`${path}.`));
    if (other) throw new ServerError(40, `Updating the path '${other}' would create a conflict at '${path}'`);
  }
}

function applyOperators(
  document: Document,
  operators: Document,
  inserting: boolean,
  spec: UpdateSpec,
): Document {
  for (const [op, fields] of Object.entries(operators)) {
    const expression = op === '$set' ? settleId(document, fields, inserting) : fields;
    checkFields(op, expression, document);
    const entries = Object.entries(expression);
    const plain = Object.fromEntries(entries.filter(([path]) => !path.includes('$')));
    const placed = Object.fromEntries(entries.filter(([path]) => path.includes('$')));
    runOperator(document, op, placed, spec);
    const [name, left] = FIXES[op]?.(document, plain) ?? [op, plain];
    runOperator(document, name, left, spec);
  }
  return document;
}

function runOperator(document: Document, op: string, expression: Document, spec: UpdateSpec): void {
  if (Object.keys(expression).length === 0) return;
  if (!Object.keys(expression).some((path) => path.split('.').includes('$'))) {
    OPERATORS[op]?.(expression, spec.arrayFilters)(document);
    return;
  }
  // Only here does mingo have to know which element the filter met.
  const condition = filterOf(clausesOf(spec.filter));
  const config = { arrayFilters: spec.arrayFilters ?? [] };
  updateOne([document], condition, { [op]: expression }, config, { context: ALL_OPERATORS });
}

// The id may be set to what it is, and by an upsert to anything.
function settleId(document: Document, fields: Document, inserting: boolean): Document {
  if (!('_id' in fields)) return fields;
  const { _id, ...others } = fields;
  if (inserting && document._id === undefined) document._id = _id;
  if (isEqual(document._id, _id)) return others;
  throw new ServerError(66, `Performing an update on the path '_id' would modify the immutable field '_id'`);
}
