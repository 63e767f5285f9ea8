import type { Task } from '@punctual/contracts/tasks/task';
import { en } from '../../../lib/strings/en.ts';
import { listText } from '../../../lib/strings/list.ts';
import { runsWords as words } from '../../../lib/strings/runs.ts';
import { Fact } from '../../jobs/detail/fact.tsx';
import classes from './asked.module.css';
import { shownHeader } from './curl.ts';
import { Excerpt } from './excerpt.tsx';
import receipt from './receipt.module.css';

type TaskOf<T extends Task['type']> = Extract<Task, { type: T }>;

/** Shows what the run asked for, as its task was then: the request or the email, without secrets. */
export function Asked({ task }: { task: Task }) {
  return (
    <section aria-labelledby="asked" className={classes.asked}>
      <h2 id="asked">{words.asked}</h2>
      {task.type === 'http' && <Request task={task} />}
      {task.type === 'email' && <Email task={task} />}
      {task.type === 'log' && <Excerpt text={textOf(task.data)} isWhole />}
    </section>
  );
}

function Request({ task: { method, url, headers = {}, body } }: { task: TaskOf<'http'> }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${shownHeader(name, value)}`);
  return (
    <>
      <p className={classes.line}>
        <code>
          {method} {url}
        </code>
      </p>
      {lines.length > 0 && <Excerpt text={lines.join('\n')} isWhole />}
      {body !== undefined && <Excerpt text={textOf(body)} isWhole />}
    </>
  );
}

function Email({ task: { to, cc = [], bcc = [], subject, text, html } }: { task: TaskOf<'email'> }) {
  return (
    <>
      <dl className={receipt.facts}>
        <Fact label={words.recipients}>{listText(to)}</Fact>
        {cc.length > 0 && <Fact label={words.cc}>{listText(cc)}</Fact>}
        {bcc.length > 0 && <Fact label={words.bcc}>{listText(bcc)}</Fact>}
        <Fact label={en.job.subject}>{subject}</Fact>
      </dl>
      <Excerpt text={text ?? html ?? ''} isWhole />
    </>
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null, null, 2);
