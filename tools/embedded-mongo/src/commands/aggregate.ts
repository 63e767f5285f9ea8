import { type Document, serialize } from 'bson';
import { Aggregator } from 'mingo/aggregator';
import type { Engine } from '../engine.ts';
import { ServerError } from '../errors.ts';
import { ALL_OPERATORS } from '../query/operators.ts';
import { type Selected, type Selection, select, selectionOf } from '../query/select.ts';
import { bindNow } from '../update/pipeline.ts';
import { RawDocument } from '../wire/raw-bson.ts';
import { type CommandCall, refuseOptions, targetName } from './command.ts';

const REFUSED: Record<string, [code: number, why: string]> = {
  $changeStream: [40573, 'The $changeStream stage is only supported on replica sets'],
  $out: [238, 'The embedded database has no $out'],
  $merge: [238, 'The embedded database has no $merge'],
};

/** `aggregate`: what an index can do at the beginning it does, the rest of the pipeline is mingo's. */
export function aggregate(call: CommandCall): Document {
  const { engine, db, command } = call;
  refuseOptions(command, []);
  const pipeline = bindNow(command.pipeline ?? [], call.now) as Document[];
  refuseStages(pipeline);
  const name = command.aggregate === 1 ? '$cmd.aggregate' : targetName(call);
  const { selection, rest } = leadingSelection(pipeline, command);
  const selected = select(engine, engine.catalog.find(db, name), selection);
  const results = runRest(engine, db, rest, selected, command);
  return engine.cursors.first(`${db}.${name}`, results, command.cursor?.batchSize);
}

/** Takes the stages that choose, sort and cut off the beginning of a pipeline. */
export function leadingSelection(
  pipeline: Document[],
  command: Document,
): { selection: Selection; rest: Document[] } {
  const rest = [...pipeline];
  const take = (stage: string) => (rest[0] && stage in rest[0] ? rest.shift()?.[stage] : undefined);
  const filter = take('$match');
  const sort = take('$sort');
  const skip = take('$skip');
  const limit = take('$limit');
  const { hint, let: variables } = command;
  return { selection: selectionOf(filter, { sort, skip, limit, hint, let: variables }), rest };
}

function runRest(
  engine: Engine,
  db: string,
  rest: Document[],
  { found }: Selected,
  command: Document,
): RawDocument[] {
  if (rest.length === 0) return found.map(({ raw }) => new RawDocument(raw));
  if (isPlainCount(rest))
    return found.length ? [new RawDocument(serialize({ _id: 1, n: found.length }))] : [];
  const collectionResolver = (name: string) => allDocuments(engine, db, name);
  const variables = command.let ?? {};
  const aggregator = new Aggregator(rest, {
    context: ALL_OPERATORS,
    scriptEnabled: false,
    collectionResolver,
    variables,
  });
  const results = aggregator.run(decoded(found));
  return results.map((document) => new RawDocument(serialize(document as Document)));
}

// One by one: a pipeline that has enough after a few documents decodes no more of them.
function* decoded(found: Selected['found']): Generator<Document> {
  for (const { document } of found) yield document;
}

// What countDocuments sends: there is no need to look into what is counted.
function isPlainCount(rest: Document[]): boolean {
  return JSON.stringify(rest) === '[{"$group":{"_id":1,"n":{"$sum":1}}}]';
}

function allDocuments(engine: Engine, db: string, name: string): Document[] {
  const { found } = select(engine, engine.catalog.find(db, name), selectionOf({}, {}));
  return found.map(({ document }) => document);
}

function refuseStages(pipeline: Document[]): void {
  for (const stage of pipeline) {
    for (const [name, body] of Object.entries(stage)) {
      const refused = REFUSED[name];
      if (refused) throw new ServerError(...refused);
      if (Array.isArray(body?.pipeline)) refuseStages(body.pipeline);
      if (name === '$facet') Object.values(body as Document).forEach(refuseStages);
    }
  }
}
