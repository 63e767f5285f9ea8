import { Binary, Decimal128, Long, ObjectId, Timestamp } from 'bson';
import * as mingo from 'mingo/operators/query';
import type { AnyObject, Options } from 'mingo/types';
import { endsOf, isDocument } from '../storage/paths.ts';

type Predicate = (document: AnyObject) => boolean;
type Operator = (path: string, operand: unknown, options: Options) => Predicate;

const INT32_LIMIT = 2 ** 31;
const isInt32 = (value: unknown) => Number.isInteger(value) && Math.abs(value as number) < INT32_LIMIT;
const isDouble = (value: unknown) => typeof value === 'number' && !isInt32(value);

// Numbers are decoded to JavaScript's: a whole one is an int if it fits, as the driver would write it.
const TYPE_TESTS: [names: (string | number)[], test: (value: unknown) => boolean][] = [
  [['double', 1], isDouble],
  [['string', 2], (value) => typeof value === 'string'],
  [['object', 3], isDocument],
  [['array', 4], Array.isArray],
  [['binData', 5], (value) => value instanceof Binary],
  [['objectId', 7], (value) => value instanceof ObjectId],
  [['bool', 8], (value) => typeof value === 'boolean'],
  [['date', 9], (value) => value instanceof Date],
  [['null', 10], (value) => value === null],
  [['regex', 11], (value) => value instanceof RegExp],
  [['int', 16], isInt32],
  [['timestamp', 17], (value) => value instanceof Timestamp],
  [['long', 18], (value) => value instanceof Long],
  [['decimal', 19], (value) => value instanceof Decimal128],
  [['number'], (value) => typeof value === 'number' || value instanceof Long],
];

// mingo's knows neither ids nor binary data.
const $type: Operator = (path, operand) => {
  const tests = (Array.isArray(operand) ? operand : [operand]).map(typeTest);
  const isOne = (value: unknown) => tests.some((test) => test(value));
  return ({ [path]: value }) => isOne(value) || (Array.isArray(value) && value.some(isOne));
};

function typeTest(name: string | number): (value: unknown) => boolean {
  const found = TYPE_TESTS.find(([names]) => names.includes(name));
  if (!found) throw new Error(`Unknown type name alias: ${name}`);
  return found[1];
}

// mingo takes a single value for a document all of whose fields have that value.
const $elemMatch: Operator = (path, operand, options) => {
  const test = mingo.$elemMatch(path, operand as AnyObject, options);
  const onFields = Object.keys(operand as AnyObject).some((key) => !key.startsWith('$'));
  if (!onFields) return test;
  return ({ [path]: value }) => Array.isArray(value) && test({ [path]: value.filter(isDocument) });
};

const $exists: Operator = (path, operand) => (document) =>
  (document[path] !== undefined) === Boolean(operand);

/**
 * mingo loses its way where a path leads through an array to another array, or to nothing. So the path is followed
 * here, as MongoDB does it, and mingo compares what stands at each of its ends.
 */
function atEnds(operator: Operator): Operator {
  return (path, operand, options) => {
    if (!path.includes('.')) return operator(path, operand, options);
    const test = operator('end', operand, options);
    return (document) => endsOf(document, path).some((end) => test(end === undefined ? {} : { end }));
  };
}

const not =
  (operator: Operator): Operator =>
  (path, operand, options) => {
    const test = operator(path, operand, options);
    return (document) => !test(document);
  };

const { $eq, $in, $gt, $gte, $lt, $lte, $regex, $size, $mod } = mingo as unknown as Record<string, Operator>;
const own = { $eq, $in, $gt, $gte, $lt, $lte, $regex, $size, $mod, $type, $elemMatch } as Record<
  string,
  Operator
>;
const following = Object.fromEntries(Object.entries(own).map(([name, operator]) => [name, atEnds(operator)]));
const operator = (name: string) => following[name] as Operator;
const present = atEnds((path) => $exists(path, true, {} as Options));

// All of them as conditions of their own; a single value is as good as an array of one.
const $all: Operator = (path, operand, options) => {
  const tests = (operand as unknown[]).map((item) => {
    if (isDocument(item) && '$elemMatch' in item)
      return operator('$elemMatch')(path, item.$elemMatch, options);
    return operator(item instanceof RegExp ? '$regex' : '$eq')(path, item, options);
  });
  return (document) => tests.length > 0 && tests.every((test) => test(document));
};

/** mingo's operators for filters, with paths followed as MongoDB does. */
export const QUERY_OPERATORS = {
  ...(mingo as unknown as Record<string, Operator>),
  ...following,
  $ne: not(operator('$eq')),
  $nin: not(operator('$in')),
  $exists: ((path, operand, options) =>
    (operand ? present : not(present))(path, operand, options)) as Operator,
  $all,
};
