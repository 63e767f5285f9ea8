import { LiquidError } from 'liquidjs';

/** The cause for which a template is refused. */
type ProblemKind =
  | 'name'
  | 'filter'
  | 'tag'
  | 'secret'
  | 'secretInEmail'
  | 'syntax'
  | 'limit'
  | 'size'
  | 'value';

/** A fault of a template: what is wrong, and where, both counted from 1. */
export interface TemplateProblem {
  path: string;
  kind: ProblemKind;
  /** The name that is not known, or the words of the library. */
  what: string;
  row: number;
  column: number;
}

/** Thrown when a template renders more than any field may have. */
export class OversizeError extends Error {}

const UNKNOWN_FILTER = /^undefined filter: (.*?)(?:, line:\d+.*)?$/s;
const UNKNOWN_TAG = /^tag "(.*?)" not found/s;
const POSITION = /, (?:file:.*, )?line:\d+, col:\d+$/s;

/** Converts an error of the library, which says where it was as a part of its words. */
export function toProblem(error: unknown, path: string): TemplateProblem {
  if (!LiquidError.is(error)) throw error;
  const { token, message } = error as LiquidError;
  const cause = causeOf(error);
  const [row, column] = token.getPosition() as [number, number];
  const said = (cause instanceof Error ? cause.message : message).replace(POSITION, '');
  const [, filter] = UNKNOWN_FILTER.exec(said) ?? [];
  const [, tag] = UNKNOWN_TAG.exec(said) ?? [];
  const at = { path, row, column };
  if (cause instanceof OversizeError) return { ...at, kind: 'size', what: '' };
  if (filter !== undefined) return { ...at, kind: 'filter', what: filter };
  if (tag !== undefined) return { ...at, kind: 'tag', what: tag };
  if (/limit exceeded|call stack size|Invalid string length/.test(said))
    return { ...at, kind: 'limit', what: said };
  const isValue = (error as Error).name === 'RenderError';
  return { ...at, kind: isValue ? 'value' : 'syntax', what: said };
}

/** Returns the innermost error. */
function causeOf(error: unknown): unknown {
  const inner = (error as { originalError?: unknown }).originalError;
  return inner === undefined ? error : causeOf(inner);
}
