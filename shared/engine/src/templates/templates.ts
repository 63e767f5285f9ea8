import type { Task } from '@punctual/contracts/tasks/task';
import { listTemplates, type TemplateText, withRendered } from '@punctual/contracts/tasks/template-texts';
import { busy } from '../platform/errors.ts';
import { OneAtATime } from '../platform/one-at-a-time.ts';
import type { TemplateProblem } from './template-problem.ts';
import { TemplateThread, ThreadEndedError } from './template-thread.ts';
import { type TemplateValues, templateScope } from './template-values.ts';
import { TOO_MANY_TEMPLATES } from './template-words.ts';
import type { TemplateOrder, TemplateResult } from './template-work.ts';

/** Thrown when templates cannot be rendered. */
export class TemplateError extends Error {
  readonly problems: readonly TemplateProblem[];

  constructor(problems: readonly TemplateProblem[]) {
    super('A template cannot be rendered.');
    this.problems = problems;
  }
}

/**
 * Checks and renders the templates of tasks, all in one thread, which is ended and replaced when one takes too long.
 * Owners take turns: each has one piece of work waiting for the thread.
 */
export class Templates {
  readonly #thread = new TemplateThread();
  readonly #owners = new OneAtATime();
  readonly #line = new OneAtATime();
  readonly #most: number;
  #waiting = 0;

  /** @param most pieces of work that may wait for the thread */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  /**
   * Finds the first fault of each template of a task. A task without any is not looked at.
   * @throws AppError 503 if too many wait
   */
  async check(ownerId: string, task: Task): Promise<readonly TemplateProblem[]> {
    const templates = listTemplates(task);
    if (templates.length === 0 || task.type === 'log') return [];
    const isEmail = task.type === 'email';
    const order: TemplateOrder = { kind: 'check', templates, data: task.data ?? {}, isEmail };
    return (await this.#inTurn(ownerId, order, templates)).problems;
  }

  /**
   * Renders the templates of a task. The result keeps its braces: they are of the values, and are not rendered again.
   * @param secrets what is put in for each secret, by its name
   * @param signal ends the wait for the thread
   * @throws TemplateError that says what cannot be rendered, and where; the signal's reason; AppError 503 if too many wait
   */
  async render<T extends Task>(
    ownerId: string,
    task: T,
    values: TemplateValues,
    secrets: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<T> {
    const templates = listTemplates(task);
    const scope = templateScope(task, values, secrets);
    const order: TemplateOrder = { kind: 'render', templates, scope, zone: values.zone };
    const { problems, texts } = await this.#inTurn(ownerId, order, templates, signal);
    if (problems.length > 0) throw new TemplateError(problems);
    return withRendered(task, texts);
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  async #inTurn(
    ownerId: string,
    order: TemplateOrder,
    templates: readonly TemplateText[],
    signal?: AbortSignal,
  ): Promise<TemplateResult> {
    if (this.#waiting >= this.#most) throw busy(TOO_MANY_TEMPLATES);
    this.#waiting += 1;
    const work = async () => {
      signal?.throwIfAborted();
      return this.#run(order, templates);
    };
    try {
      return await this.#owners.run(ownerId, () => this.#line.run('', work));
    } finally {
      this.#waiting -= 1;
    }
  }

  async #run(order: TemplateOrder, [first]: readonly TemplateText[]): Promise<TemplateResult> {
    try {
      return await this.#thread.run(order);
    } catch (error) {
      if (!(error instanceof ThreadEndedError)) throw error;
      const path = first?.path ?? '';
      return { problems: [{ path, kind: 'limit', what: '', row: 1, column: 1 }], texts: [] };
    }
  }
}
