import { listTasks, previewTask, type TaskKind } from '@punctual/contracts/api/tasks-contract';
import { type TaskType, task } from '@punctual/contracts/tasks/task';
import { z } from 'zod';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import type { TaskPreview } from './task-preview.ts';

const DESCRIPTIONS: Record<TaskType, string> = {
  email: 'Sends an email.',
  http: 'Calls an address over HTTP.',
  log: 'Records its data in the run, and does nothing else.',
};

export function tasksRoutes(preview: TaskPreview): Routes {
  const kinds = { data: listTaskKinds() };
  return {
    endpoints: [listTasks, previewTask],
    mount(router: Router) {
      mount(router, listTasks, async () => kinds);
      mount(router, previewTask, ({ body, caller }) => preview.render(body, caller));
    },
  };
}

/** Lists the kinds of task by the schemas that validate them, so that the two cannot differ. */
function listTaskKinds(): TaskKind[] {
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
