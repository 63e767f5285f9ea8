import { errorBody } from '@punctual/contracts/api/common';
import type { Endpoint } from '@punctual/contracts/api/endpoint';
import { editJob, replaceJob } from '@punctual/contracts/api/job-actions-contract';
import { listVersions } from '@punctual/contracts/api/job-versions-contract';
import { jobPunctuality, runNeighbours } from '@punctual/contracts/api/run-figures-contract';
import { explainInstant, listOccurrences } from '@punctual/contracts/api/schedules-contract';
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

/** Schemas that many endpoints share have names; those of requests differ from those of answers, which have defaults filled in. */
const SENT_SCHEMAS = {
  JobInput: jobInput,
  JobEdit: jobEdit,
  JobChange: editJob.body,
  JobReplacement: replaceJob.body,
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
  // Administrators have them too, by endpoints whose names come first: these keep the names that they had.
  getUsersJobsByIdExplainAnswer: explainInstant.response,
  getUsersJobsByIdOccurrencesAnswer: listOccurrences.response,
  getUsersJobsByIdHistoryAnswer: listVersions.response,
  getUsersJobsByIdPunctualityAnswer: jobPunctuality.response,
  getUsersRunsByIdNeighboursAnswer: runNeighbours.response,
};

const PLACE = '#/components/schemas/';
/** Marks schemas that have a name only while they are generated: their fields become parameters, each by itself. */
const UNNAMED = '~';
type Direction = 'input' | 'output';
type Names = z.core.$ZodRegistry<{ id: string }>;

/** Holds all schemas of the document, and refers to each where it is used. */
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
      for (const part of ['params', 'query'] as const)
        nameSchema(this.#sent, endpoint[part], UNNAMED + id + part);
      nameSchema(this.#sent, endpoint.body, `${id}Body`);
      nameSchema(this.#answered, endpoint.response, `${id}Answer`);
    }
    const sent = Object.entries(generate(this.#sent, 'input'));
    const isUnnamed = ([id]: [string, unknown]) => id.startsWith(UNNAMED);
    this.#unnamed = Object.fromEntries(sent.filter(isUnnamed));
    const named = Object.fromEntries(sent.filter((withExample) => !isUnnamed(withExample)));
    this.components = { ...named, ...generate(this.#answered, 'output') };
  }

  /** Refers to the schema of a request's body. */
  referToSent(schema: z.ZodType): JsonSchema {
    return { $ref: PLACE + this.#sent.get(schema)?.id };
  }

  referToAnswered(schema: z.ZodType): JsonSchema {
    return { $ref: PLACE + this.#answered.get(schema)?.id };
  }

  /** Finds the fields of an object that is sent in parts, in a path or a query: it needs no name of its own. */
  findFields(schema: z.ZodType): JsonSchema {
    return this.#unnamed[this.#sent.get(schema)?.id ?? ''] ?? {};
  }

  resolve(schema: JsonSchema): JsonSchema {
    if (schema.$ref === undefined) return schema;
    const found = this.components[schema.$ref.slice(PLACE.length)];
    if (!found) throw new Error(`There is no schema at ${schema.$ref}.`);
    return this.resolve(found);
  }
}

/** Sorts endpoints: the first of those that share a schema gives it its name, which must not change with their order. */
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
    // The result of a transform is not part of a request.
    unrepresentable: 'any',
    override: ({ jsonSchema }) => leaveOutNoise(jsonSchema as JsonSchema),
  });
  if ('__shared' in schemas) throw new Error('A recursive schema needs a name: take jsonValue for z.json().');
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, entry(id, schema as JsonSchema)]),
  );
}

/** Leaves out what says no more than the rest: patterns of dates, and how far JavaScript counts exactly. */
function leaveOutNoise(schema: JsonSchema): void {
  if (schema.format === 'date-time') delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

/** Takes away the keywords that make a schema a document of its own, and adds its example. */
function entry(id: string, { $schema: _schema, $id: _id, ...schema }: JsonSchema): JsonSchema {
  return id in EXAMPLES ? { ...schema, examples: [EXAMPLES[id]] } : schema;
}
