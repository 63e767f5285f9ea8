import { namesPrevious } from '@punctual/contracts/tasks/template-texts';
import type { Clock } from '@punctual/engine/platform/clock';
import type { PreviousRuns } from '@punctual/engine/runs/previous-runs';
import { findRenderedProblem } from '@punctual/engine/templates/rendered-problem';
import type { TemplateValues } from '@punctual/engine/templates/template-values';
import { describeProblem } from '@punctual/engine/templates/template-words';
import { TemplateError, type Templates } from '@punctual/engine/templates/templates';
import { Types } from 'mongoose';
import { abortable } from '../abortable.ts';
import type { ExecutionContext, Outcome, TaskOf } from '../executor.ts';
import { convertAbortToOutcome, failure, notBegun } from '../failure.ts';
import type { FindZone } from './owner-zones.ts';
import type { PlaceholderFacts } from './placeholder-facts.ts';

const BUSY = 'Too many templates are being rendered; its turn did not come in time.';
const UNREAD = 'The database did not say what is to be filled in. Nothing was sent.';

type Renderable = TaskOf<'email'> | TaskOf<'http'>;

/** A task with its placeholders filled in, or the end of its attempt. */
export type Rendered<T> = { task: T } | { outcome: Outcome };

/** Fills in the placeholders of tasks, and judges what has come of it. */
export class TaskRenderer {
  readonly #templates: Pick<Templates, 'render'>;
  readonly #previous: Pick<PreviousRuns, 'find'>;
  readonly #findZone: FindZone;
  readonly #clock: Clock;

  constructor(
    templates: Pick<Templates, 'render'>,
    previous: Pick<PreviousRuns, 'find'>,
    findZone: FindZone,
    clock: Clock,
  ) {
    this.#templates = templates;
    this.#previous = previous;
    this.#findZone = findZone;
    this.#clock = clock;
  }

  /**
   * Renders a task for one attempt. It never sees secrets.
   * @param secrets what is put in for each secret, by its name: it is filled in afterwards
   */
  async render<T extends Renderable>(
    task: T,
    context: ExecutionContext,
    facts: PlaceholderFacts,
    secrets: Readonly<Record<string, string>> = {},
  ): Promise<Rendered<T>> {
    const { signal, ownerId } = context;
    let values: TemplateValues;
    try {
      values = await this.#valuesOf(task, facts, context);
    } catch {
      return { outcome: notBegun('PLACEHOLDERS_UNREAD', UNREAD) };
    }
    try {
      return {
        task: await abortable(this.#templates.render(ownerId, task, values, secrets, signal), signal),
      };
    } catch (error) {
      if (error instanceof TemplateError) return { outcome: failure('failed', 'TEMPLATE', describe(error)) };
      if (!signal.aborted) throw error;
      return { outcome: { ...convertAbortToOutcome(signal, BUSY, 'TEMPLATES_BUSY'), undelivered: true } };
    }
  }

  async #valuesOf(
    task: Renderable,
    { jobId, jobName, tags, zone, trigger, scheduledFor, dueAt }: PlaceholderFacts,
    { idempotencyKey: id, attempt, ownerId }: ExecutionContext,
  ): Promise<TemplateValues> {
    const find = () => this.#previous.find(new Types.ObjectId(jobId), scheduledFor);
    return {
      job: { id: jobId, name: jobName, tags },
      run: { id, attempt, trigger, scheduledFor, dueAt },
      now: this.#clock.now(),
      previous: namesPrevious(task) ? await find() : null,
      zone: zone ?? (await this.#findZone(ownerId)),
    };
  }
}

function describe({ problems: [first] }: TemplateError): string {
  if (!first) return 'A template of this job cannot be rendered.';
  return `The template of ${first.path} cannot be rendered. ${describeProblem(first).en}`;
}

/** Judges a rendered task: returns the end of its attempt, or null if it may be carried out. */
export function refusalOf(task: Renderable): Outcome | null {
  const problem = findRenderedProblem(task, 'en');
  return problem && failure('failed', 'RENDERED_REFUSED', `${problem.path}, rendered: ${problem.message}`);
}
