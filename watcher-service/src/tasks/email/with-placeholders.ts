import type { Executor } from '../executor.ts';
import { refusalOf, type TaskRenderer } from '../placeholders/task-renderer.ts';

/** Fills in the placeholders of an email before it waits for the mail server; recipients have none. */
export const withPlaceholders =
  (execute: Executor<'email'>, renderer: Pick<TaskRenderer, 'render'>): Executor<'email'> =>
  (task, context) => {
    const { facts } = context;
    if (!facts) return execute(task, context);
    return renderer.render(task, context, facts).then((rendered) => {
      if ('outcome' in rendered) return rendered.outcome;
      return refusalOf(rendered.task) ?? execute(rendered.task, context);
    });
  };
