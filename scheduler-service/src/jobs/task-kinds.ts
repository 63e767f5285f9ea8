import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import { type TaskType, task } from '@punctual/contracts/tasks/task';
import { z } from 'zod';

const DESCRIPTIONS: Record<TaskType, string> = {
  email: 'Sends an email.',
  http: 'Calls an address over HTTP.',
  log: 'Records its data in the run, and does nothing else.',
};

/** The kinds of task as they are validated: what is drawn from the schemas cannot differ from them. */
export function taskKinds(): TaskKind[] {
  return task.options.map((kind) => {
    const { properties = {}, required = [] } = z.toJSONSchema(kind, { io: 'input', unrepresentable: 'any' });
    const type = kind.shape.type.value;
    const fields = Object.entries(properties)
      .filter(([name]) => name !== 'type')
      .map(([name, schema]) => ({
        name,
        required: required.includes(name),
        schema: schema as Record<string, unknown>,
      }));
    return { type, description: DESCRIPTIONS[type], fields };
  });
}
