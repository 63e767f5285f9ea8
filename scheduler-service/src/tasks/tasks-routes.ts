import { listTasks } from '@punctual/shared/api/tasks-contract';
import type { Router } from 'express';
import type { Routes } from '../http/app.ts';
import { mount } from '../http/route.ts';
import { taskKinds } from './task-kinds.ts';

export function tasksRoutes(): Routes {
  const kinds = { data: taskKinds() };
  return {
    endpoints: [listTasks],
    mount: (router: Router) => mount(router, listTasks, async () => kinds),
  };
}
