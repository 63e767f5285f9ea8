import type { Answer, Taking } from '@punctual/contracts/api/endpoint';
import type { previewTask, RenderedTask } from '@punctual/contracts/api/tasks-contract';
import { asItIs } from '@punctual/contracts/language';
import { isTimezone } from '@punctual/contracts/schedules/time/zones';
import type { HttpTask } from '@punctual/contracts/tasks/http-task';
import { filled, MASK } from '@punctual/contracts/tasks/secrets';
import type { Task } from '@punctual/contracts/tasks/task';
import { mapTemplates, namesPrevious } from '@punctual/contracts/tasks/template-texts';
import type { JobDocument } from '@punctual/engine/database/documents';
import type { JobStore } from '@punctual/engine/database/job-store';
import type { Clock } from '@punctual/engine/platform/clock';
import { validationFailed } from '@punctual/engine/platform/errors';
import type { PreviousRuns } from '@punctual/engine/runs/previous-runs';
import { fillTask } from '@punctual/engine/tasks/sealed-task';
import { findRenderedProblem } from '@punctual/engine/templates/rendered-problem';
import type { TemplateValues } from '@punctual/engine/templates/template-values';
import { describeProblem } from '@punctual/engine/templates/template-words';
import { TemplateError, type Templates } from '@punctual/engine/templates/templates';
import { hasScope } from '../http/access.ts';
import type { Caller } from '../http/caller.ts';
import { refuse } from '../http/refusal-words.ts';
import { ownedBy } from '../http/scope.ts';
import { findJob } from './find-job.ts';
import { refuseTemplates } from './refuse-templates.ts';

type Request = Taking<typeof previewTask>['body'];
type Renderable = Exclude<Task, { type: 'log' }>;

/** An id that no run has: the one of the run to come is not known yet. */
const NO_ID = '0'.repeat(24);
/** Stands for secrets where it is judged if what is rendered may be sent: any value of a secret may be there. */
const STAND_IN = 'x';

/** Renders tasks as a run would, for people who write them. */
export class TaskPreview {
  readonly #templates: Templates;
  readonly #jobs: JobStore;
  readonly #previous: Pick<PreviousRuns, 'find'>;
  readonly #clock: Clock;

  constructor(templates: Templates, jobs: JobStore, previous: Pick<PreviousRuns, 'find'>, clock: Clock) {
    this.#templates = templates;
    this.#jobs = jobs;
    this.#previous = previous;
    this.#clock = clock;
  }

  /**
   * Renders a task for its next run; secrets are masked, and nothing is sent.
   * @throws AppError 422 naming each text that cannot be rendered, or may not be sent as it is rendered; 404 for a job
   * that is not the caller's
   */
  async render(request: Request, caller: Caller): Promise<Answer<typeof previewTask>> {
    const { task, jobId } = request;
    const job = jobId === undefined ? null : await findJob(this.#jobs, ownedBy(caller), jobId);
    const values = await this.#valuesFor(request, job, caller);
    const { zone: timezone } = values;
    const answer = { scheduledFor: values.run.scheduledFor.toISOString(), timezone };
    if (task.type === 'log') return { ...answer, rendered: {} };
    await refuseTemplates(task, caller, this.#templates);
    return { ...answer, rendered: await this.#renderFor(task, values, caller) };
  }

  async #renderFor(task: Renderable, values: TemplateValues, caller: Caller): Promise<RenderedTask> {
    const names = task.type === 'http' ? Object.keys(task.secrets ?? {}) : [];
    const references = Object.fromEntries(names.map((name) => [name, `{{ secrets.${name} }}`]));
    try {
      const owner = caller.userId.toHexString();
      const rendered = await this.#templates.render<Renderable>(owner, task, values, references);
      refuseRendered(rendered, names, caller);
      return partsOf(rendered, names);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      throw validationFailed(
        error.problems.map((problem) => ({
          path: `task.${problem.path}`,
          message: describeProblem(problem),
        })),
      );
    }
  }

  async #valuesFor(
    { task, name, tags, timezone, scheduledFor }: Request,
    job: JobDocument | null,
    caller: Caller,
  ): Promise<TemplateValues> {
    const at = scheduledFor ? new Date(scheduledFor) : (job?.nextOccurrence ?? this.#clock.now());
    const seesRuns = job !== null && hasScope(caller, 'runs:read') && namesPrevious(task);
    return {
      job: { id: job?._id.toHexString() ?? NO_ID, name: name || (job?.name ?? ''), tags },
      run: { id: NO_ID, attempt: 1, trigger: 'schedule', scheduledFor: at, dueAt: at },
      now: at,
      previous: seesRuns ? await this.#previous.find(job._id, at) : null,
      zone: zoneFor(timezone, job, caller),
    };
  }
}

function zoneFor(timezone: string | undefined, job: JobDocument | null, { user }: Caller): string {
  if (timezone !== undefined && !isTimezone(timezone))
    throw validationFailed([{ path: 'timezone', message: refuse((words) => words.noZone(timezone)) }]);
  const own = job && 'timezone' in job.schedule ? job.schedule.timezone : user.timezone;
  return timezone ?? own;
}

/** Refuses what a run would end for: a header of two lines, an address that is none, a text that is too long. */
function refuseRendered(task: Renderable, names: readonly string[], { language }: Caller): void {
  const whole = task.type === 'http' ? withEach(task, names, STAND_IN) : task;
  const problem = findRenderedProblem(whole, language);
  if (problem) throw validationFailed([{ path: `task.${problem.path}`, message: asItIs(problem.message) }]);
}

const withEach = (task: HttpTask, names: readonly string[], value: string): HttpTask =>
  fillTask(task, new Map(names.map((name) => [name, value])));

/** Picks what is sent, with a mask for each secret. */
function partsOf(task: Renderable, names: readonly string[]): RenderedTask {
  const masks = new Map(names.map((name) => [name, MASK]));
  const masked = mapTemplates(task, (text) => filled(text, masks));
  if (masked.type === 'http') {
    const { method, url, headers, body } = masked;
    return { method, url, ...(headers && { headers }), ...(body !== undefined && { body }) };
  }
  const { subject, text, html } = masked;
  return { subject, ...(text !== undefined && { text }), ...(html !== undefined && { html }) };
}
