import type { Task } from '@punctual/contracts/tasks/task';
import { en } from '../../../lib/strings/en.ts';
import { listText } from '../../../lib/strings/list.ts';
import { Fact } from './fact.tsx';
import classes from './job-facts.module.css';

type TaskOf<T extends Task['type']> = Extract<Task, { type: T }>;

/** Describes what a job does, by the kind of its task. */
export function TaskFacts({ task }: { task: Task }) {
  switch (task.type) {
    case 'email':
      return <EmailFacts task={task} />;
    case 'http':
      return <Fact label={en.job.task}>{en.job.calls(task.method, task.url)}</Fact>;
    case 'log':
      return <NoteFacts task={task} />;
  }
}

function EmailFacts({ task }: { task: TaskOf<'email'> }) {
  return (
    <>
      <Fact label={en.job.task}>{en.job.emailTo(listText(task.to))}</Fact>
      <Fact label={en.job.subject}>{task.subject}</Fact>
      {task.text !== undefined && (
        <Fact label={en.job.message}>
          <span className={classes.text}>{task.text}</span>
        </Fact>
      )}
    </>
  );
}

function NoteFacts({ task }: { task: TaskOf<'log'> }) {
  const note = typeof task.data === 'string' ? task.data : JSON.stringify(task.data ?? null, null, 2);
  return (
    <>
      <Fact label={en.job.task}>{en.job.records}</Fact>
      <Fact label={en.job.note}>
        <span className={classes.text}>{note}</span>
      </Fact>
    </>
  );
}
