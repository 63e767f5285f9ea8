import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { placeholderWords as words } from '../../../../../lib/strings/placeholders.ts';
import { instantText } from '../../../../../lib/time/instants.ts';
import type { TaskPreview } from '../../../api/preview-task.ts';
import type { JobFormValues } from '../../job-form-values.ts';
import { taskLabel } from '../task-words.ts';
import classes from './placeholder-block.module.css';
import { PlaceholderHelp } from './placeholder-help.tsx';
import { hasPlaceholders } from './task-question.ts';
import { useHeldNext, useTaskPreview } from './use-task-preview.ts';

interface Props {
  values: JobFormValues;
  kinds: readonly TaskKind[];
  job: JobView | null;
  /** The time of the next run, if that is known. */
  next: string | undefined;
}

/** Shows a task with placeholders as its next run would send it; what they can be is behind a press. */
export function PlaceholderBlock({ values, kinds, job, next }: Props) {
  return (
    <>
      {hasPlaceholders(values) && <Rendered values={values} kinds={kinds} job={job} next={next} />}
      <PlaceholderHelp />
    </>
  );
}

function Rendered({ values, kinds, job, next }: Props) {
  const at = useHeldNext(values, next);
  const { shown, isCurrent, problems } = useTaskPreview(values, kinds, job, at);
  const { kind } = values;
  return (
    <section className={classes.rendered} aria-labelledby="rendered" aria-busy={!isCurrent}>
      <h3 id="rendered">{words.title}</h3>
      {problems.map(({ path, message }) => (
        <p key={path} role="alert" className={classes.problem}>
          {problemText(kind, path, message)}
        </p>
      ))}
      {shown === null && problems.length === 0 && <p className={classes.quiet}>{words.unfinished}</p>}
      {shown !== null && (
        <>
          <p className={classes.quiet}>
            {at === undefined
              ? words.now
              : words.next(instantText(new Date(shown.scheduledFor), shown.timezone))}
          </p>
          <div data-dimmed={!isCurrent || undefined} className={classes.answer}>
            <Parts kind={kind} rendered={shown.rendered} />
          </div>
        </>
      )}
    </section>
  );
}

function Parts({ kind, rendered }: { kind: string; rendered: TaskPreview['rendered'] }) {
  return (
    <dl className={classes.parts}>
      {Object.entries(rendered).map(([name, value]) => (
        <div key={name}>
          <dt>{taskLabel(kind, name)}</dt>
          <dd>{textOf(name, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (name !== 'headers') return JSON.stringify(value, null, 2);
  return Object.entries(value as Record<string, string>)
    .map(([header, text]) => `${header}: ${text}`)
    .join('\n');
}

/** Names the field that a problem is about: "task.headers.X-A" is about the headers. */
function problemText(kind: string, path: string, message: string): string {
  const [, name] = path.split('.');
  return name === undefined ? message : words.wrong(taskLabel(kind, name), message);
}
