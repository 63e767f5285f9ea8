import type { Document } from 'bson';
import { ServerError } from '../errors.ts';
import type { CompiledUpdate, UpdateSpec } from './compiled-update.ts';
import { compileModifier } from './modifier.ts';
import { compilePipeline } from './pipeline.ts';

/** Compiles any of the three kinds: operators, a pipeline, or a whole new document. */
export function compileUpdate(spec: UpdateSpec): CompiledUpdate {
  const { update } = spec;
  if (Array.isArray(update)) return compilePipeline(update, spec);
  const names = Object.keys(update);
  if (names[0]?.startsWith('$')) return compileModifier(spec);
  if (spec.multi) throw new ServerError(9, 'multi update is not supported for replacement-style update');
  const operator = names.find((name) => name.startsWith('$'));
  if (operator)
    throw new ServerError(52, `The dollar ($) prefixed field '${operator}' is not allowed in the context`);
  return { touched: undefined, apply: (document) => replacement(document, update) };
}

function replacement(document: Document, update: Document): Document {
  const { _id = document._id, ...fields } = update;
  return _id === undefined ? fields : { _id, ...fields };
}
