import { listTasks } from '@punctual/contracts/api/tasks-contract';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { taskKinds } from './task-kinds.ts';

export function tasksRoutes(): Routes {
  const kinds = { data: taskKinds() };
  return {
    endpoints: [listTasks],
    mount: (router: Router) => mount(router, listTasks, async () => kinds),
  };
}
