import { type Document, serialize } from 'bson';
import { Aggregator } from 'mingo/aggregator';
import { Query } from 'mingo/query';
import { isDocument } from '../storage/paths.ts';
import { encode, RawDocument, topLevelElements } from '../wire/raw-bson.ts';
import { ALL_OPERATORS } from './operators.ts';
import type { Found } from './scan.ts';

/** Makes of a found document what the client asked to see. */
export type Projector = (found: Pick<Found, 'raw' | 'document'>) => RawDocument;

/** Compiles a projection. Plain top-level fields are copied out of the BSON, the rest is mingo's. */
export function compileProjection(projection: Document | undefined, filter: Document): Projector {
  const entries = Object.entries(projection ?? {});
  if (!projection || entries.length === 0) return ({ raw }) => new RawDocument(raw);
  if (entries.every(([field, wanted]) => !field.includes('.') && isFlag(wanted)))
    return copyFields(projection);
  const sliced = entries.filter(([, wanted]) => isDocument(wanted) && '$slice' in wanted);
  const others = Object.fromEntries(entries.filter((entry) => !sliced.includes(entry)));
  // With nothing else included, $slice leaves the other fields in; mingo would take them out.
  if (sliced.length && !Object.entries(others).some(([field, wanted]) => field !== '_id' && wanted)) {
    return sliceFields(sliced, others, filter);
  }
  const project = mingoProject(projection, filter);
  return ({ document }) => new RawDocument(serialize(project(document)));
}

function isFlag(wanted: unknown): boolean {
  return typeof wanted === 'boolean' || typeof wanted === 'number';
}

function copyFields(projection: Document): Projector {
  const { _id: idWanted = true, ...others } = projection;
  const flags = Object.values(others);
  const including = flags.length ? Boolean(flags[0]) : Boolean(projection._id);
  if (flags.some((flag) => Boolean(flag) !== including)) {
    throw new Error('Cannot do exclusion and inclusion in projection.');
  }
  const isKept = (name: string) =>
    name === '_id' ? Boolean(idWanted) : Object.hasOwn(others, name) === including;
  return ({ raw }) => {
    const kept = [...topLevelElements(raw)].filter(([name]) => isKept(name));
    return new RawDocument(encode(Object.fromEntries(kept)));
  };
}

function mingoProject(projection: Document, filter: Document): (document: Document) => Document {
  const options = { context: ALL_OPERATORS, scriptEnabled: false };
  if (Object.keys(projection).some((field) => field.endsWith('.$'))) {
    const query = new Query(filter, options);
    return (document) => query.find<Document>([document], projection).all()[0] as Document;
  }
  const aggregator = new Aggregator([{ $project: projection }], options);
  return (document) => aggregator.run([document])[0] as Document;
}

function sliceFields(sliced: [string, Document][], others: Document, filter: Document): Projector {
  const parts = sliced.map(
    ([field, { $slice }]) => [field, { $slice: [`$${field}`, ...[$slice].flat()] }] as const,
  );
  const exclude = Object.keys(others).length
    ? mingoProject(others, filter)
    : (document: Document) => document;
  return ({ document }) => {
    const present = parts.filter(([field]) => Array.isArray(document[field]));
    const stage = { $addFields: Object.fromEntries(present) };
    const [out] = new Aggregator([stage], { context: ALL_OPERATORS }).run([exclude(document)]);
    return new RawDocument(serialize(out as Document));
  };
}
