import { errorBody } from '@punctual/contracts/api/common';
import type { Endpoint } from '@punctual/contracts/api/endpoint';
import { editJob } from '@punctual/contracts/api/job-actions-contract';
import { jobEdit, jobInput, jobView, ownedJobView, retryPolicy } from '@punctual/contracts/jobs/job';
import { runView } from '@punctual/contracts/runs/run';
import { scheduleInput } from '@punctual/contracts/schedules/schedule';
import { jsonValue } from '@punctual/contracts/tasks/json-value';
import { task } from '@punctual/contracts/tasks/task';
import { userView } from '@punctual/contracts/users/user';
import { z } from 'zod';
import { EXAMPLES } from './examples.ts';
import { buildOperationId } from './names.ts';
import type { JsonSchema } from './types.ts';

/** What many endpoints share has a name; what is sent differs from what is answered, where defaults are filled in. */
const SENT_SCHEMAS = {
  JobInput: jobInput,
  JobEdit: jobEdit,
  TaskInput: task,
  ScheduleInput: scheduleInput,
  RetryInput: retryPolicy,
  JsonInput: jsonValue,
};
const ANSWERED_SCHEMAS = {
  Job: jobView,
  OwnedJob: ownedJobView,
  ChangedJob: editJob.response,
  Run: runView,
  User: userView,
  Task: task,
  Retry: retryPolicy,
  Json: jsonValue,
  Error: errorBody,
};

const PLACE = '#/components/schemas/';
/** Of what has a name only while it is generated: its fields stand each by itself. */
const UNNAMED = '~';
type Direction = 'input' | 'output';
type Names = z.core.$ZodRegistry<{ id: string }>;

/** All schemas of the document, each where it is used by reference. */
export class SchemaRegistry {
  readonly #sent: Names = z.registry();
  readonly #answered: Names = z.registry();
  readonly #unnamed: Record<string, JsonSchema>;
  readonly components: Record<string, JsonSchema>;

  constructor(endpoints: readonly Endpoint[]) {
    for (const [id, schema] of Object.entries(SENT_SCHEMAS)) nameSchema(this.#sent, schema, id);
    for (const [id, schema] of Object.entries(ANSWERED_SCHEMAS)) nameSchema(this.#answered, schema, id);
    for (const endpoint of sortByOperationId(endpoints)) {
      const id = buildOperationId(endpoint);
      for (const part of ['params', 'query'] as const) nameSchema(this.#sent, endpoint[part], UNNAMED + id + part);
      nameSchema(this.#sent, endpoint.body, `${id}Body`);
      nameSchema(this.#answered, endpoint.response, `${id}Answer`);
    }
    const sent = Object.entries(generate(this.#sent, 'input'));
    const isUnnamed = ([id]: [string, unknown]) => id.startsWith(UNNAMED);
    this.#unnamed = Object.fromEntries(sent.filter(isUnnamed));
    const named = Object.fromEntries(sent.filter((withExample) => !isUnnamed(withExample)));
    this.components = { ...named, ...generate(this.#answered, 'output') };
  }

  /** Where the schema of what is sent stands. */
  referToSent(schema: z.ZodType): JsonSchema {
    return { $ref: PLACE + this.#sent.get(schema)?.id };
  }

  referToAnswered(schema: z.ZodType): JsonSchema {
    return { $ref: PLACE + this.#answered.get(schema)?.id };
  }

  /** The fields of an object that is sent in parts: of a path, of a query. They need no name of their own. */
  findFields(schema: z.ZodType): JsonSchema {
    return this.#unnamed[this.#sent.get(schema)?.id ?? ''] ?? {};
  }

  resolve(schema: JsonSchema): JsonSchema {
    if (schema.$ref === undefined) return schema;
    const found = this.components[schema.$ref.slice(PLACE.length)];
    if (!found) throw new Error(`No schema stands at ${schema.$ref}.`);
    return this.resolve(found);
  }
}

/** Of those that share a schema, the first gives it its name: whoever asks, it is the same one. */
const sortByOperationId = (endpoints: readonly Endpoint[]): Endpoint[] =>
  endpoints.toSorted((a, b) => buildOperationId(a).localeCompare(buildOperationId(b)));

function nameSchema(names: Names, schema: z.ZodType | undefined, id: string): void {
  if (!schema || names.has(schema)) return;
  names.add(schema, { id });
}

function generate(names: Names, io: Direction): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(names, {
    io,
    uri: (id) => PLACE + id,
    // What a transform makes of a value is no concern of the wire.
    unrepresentable: 'any',
    override: ({ jsonSchema }) => void (jsonSchema.format === 'date-time' && delete jsonSchema.pattern),
  });
  if ('__shared' in schemas) throw new Error('A recursive schema needs a name: take jsonValue for z.json().');
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, entry(id, schema as JsonSchema)]),
  );
}

/** Without what makes a document of its own of each, and with its example. */
function entry(id: string, { $schema: _schema, $id: _id, ...schema }: JsonSchema): JsonSchema {
  return id in EXAMPLES ? { ...schema, examples: [EXAMPLES[id]] } : schema;
}
