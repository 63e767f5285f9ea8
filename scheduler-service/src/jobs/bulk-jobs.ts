import {
  type BulkAction,
  type BulkAnswer,
  type BulkResult,
  isTagAction,
  type TagAction,
} from '@punctual/contracts/api/job-bulk-contract';
import { MAX_BULK } from '@punctual/contracts/api/limits';
import { JOB_LIMITS } from '@punctual/contracts/jobs/job-limits';
import type { Language } from '@punctual/contracts/language';
import type { Id, JobDocument } from '@punctual/engine/database/documents';
import type { JobStore, Whose } from '@punctual/engine/database/job-store';
import type { Actor, JobEdits } from '@punctual/engine/jobs/job-edits';
import type { Clock } from '@punctual/engine/platform/clock';
import { AppError, conflict, forbidden } from '@punctual/engine/platform/errors';
import { hasScope } from '../http/access.ts';
import type { Caller } from '../http/caller.ts';
import type { Creation } from '../http/idempotency.ts';
import { refuse } from '../http/refusal-words.ts';
import type { RequestContext } from '../http/request-context.ts';
import { findJob } from './find-job.ts';
import type { JobChanger } from './job-changer.ts';
import type { JobFilter, JobLists } from './job-lists.ts';
import type { ManualTrigger } from './manual-trigger.ts';

/** A bulk request: jobs by ids, or by a filter from a cursor on. */
export interface BulkRequest {
  action: BulkAction;
  /** With `tag` and `untag`. */
  tags?: string[] | undefined;
  ids?: string[] | undefined;
  filter?: JobFilter | undefined;
  cursor?: string | undefined;
}

/** The part of a call that a bulk request needs. */
interface BulkCall {
  caller: Caller;
  context: Pick<RequestContext, 'recordEffects'>;
}

/** One action on each job of a request. */
interface BulkOrder {
  scope: Whose;
  action: BulkAction;
  tags: string[];
  actor: Actor & { by: Id };
  /** Gives runs their ids: the same request makes the same ones. */
  creation: Creation;
  /** That of refusals in the results. */
  language: Language;
}

type BulkOutcome = Pick<BulkResult, 'outcome'> & Partial<BulkResult>;

/** Jobs that are changed side by side. Each takes several round trips, and other requests need the database too. */
const CONCURRENCY = 10;

/** Handles requests that act on many jobs: for owners and for administrators, by scope. */
export class BulkJobs {
  readonly #jobs: JobStore;
  readonly #jobLists: JobLists;
  readonly #changer: JobChanger;
  readonly #edits: JobEdits;
  readonly #trigger: ManualTrigger;
  readonly #clock: Clock;

  constructor(
    jobs: JobStore,
    jobLists: JobLists,
    changer: JobChanger,
    edits: JobEdits,
    trigger: ManualTrigger,
    clock: Clock,
  ) {
    this.#jobs = jobs;
    this.#jobLists = jobLists;
    this.#changer = changer;
    this.#edits = edits;
    this.#trigger = trigger;
    this.#clock = clock;
  }

  /** Does the same to many jobs, each as if it were done alone; an error of one job is in its own result. */
  async handle(
    scope: Whose,
    request: BulkRequest,
    { caller, context }: BulkCall,
    creation: Creation,
  ): Promise<BulkAnswer> {
    const { action, tags = [] } = request;
    requireScopeToRun(action, caller);
    const actor = { by: caller.userId, at: this.#clock.now() };
    const order = { scope, action, tags, actor, creation, language: caller.language };
    const { ids, nextCursor } = await this.#select(scope, request);
    const results: BulkResult[] = [];
    for (let i = 0; i < ids.length; i += CONCURRENCY) {
      const batch = ids.slice(i, i + CONCURRENCY).map((id) => this.#actOrRefuse(id, order));
      results.push(...(await Promise.all(batch)));
    }
    context.recordEffects(countOutcomes(results));
    return { results, nextCursor };
  }

  async #select(scope: Whose, { ids, filter = {}, cursor }: BulkRequest) {
    if (ids) return { ids: [...new Set(ids)], nextCursor: null };
    const { data, nextCursor } = await this.#jobLists.listMatching(scope, filter, MAX_BULK, cursor);
    return { ids: data.map(({ _id }) => _id.toHexString()), nextCursor };
  }

  /** Puts a refusal into the result of its job. Any other error ends the request, which may be sent again. */
  async #actOrRefuse(id: string, order: BulkOrder): Promise<BulkResult> {
    try {
      return { id, runId: null, error: null, ...(await this.#act(id, order)) };
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      return {
        id,
        outcome: 'failed',
        runId: null,
        error: { code: error.code, message: error.said[order.language] },
      };
    }
  }

  #act(id: string, order: BulkOrder): Promise<BulkOutcome> {
    return order.action === 'run' ? this.#run(id, order) : this.#change(id, order.action, order);
  }

  async #run(id: string, { scope, actor, creation }: BulkOrder): Promise<BulkOutcome> {
    const run = await this.#trigger.trigger(await findJob(this.#jobs, scope, id), actor.by, creation);
    return { outcome: 'done', runId: run._id.toHexString() };
  }

  async #change(
    id: string,
    action: Exclude<BulkAction, 'run'>,
    { scope, tags, actor }: BulkOrder,
  ): Promise<BulkOutcome> {
    let before: JobDocument | undefined;
    const { job } = await this.#changer.change({ scope, id, now: actor.at }, (found) => {
      before = found;
      if (action === 'delete') return this.#edits.remove(found, actor);
      if (isTagAction(action)) return this.#edits.edit(found, { tags: retag(found, action, tags) }, actor);
      return action === 'enable' ? this.#edits.enable(found, actor) : this.#edits.disable(found, actor);
    });
    return { outcome: job === before ? 'unchanged' : 'done' };
  }
}

/**
 * Adds tags to those of a job, or removes them; the others keep their order.
 * @throws AppError 409 where it would have too many
 */
function retag({ tags }: JobDocument, action: TagAction, given: string[]): string[] {
  if (action === 'untag') return tags.filter((tag) => !given.includes(tag));
  const all = [...new Set([...tags, ...given])];
  if (all.length <= JOB_LIMITS.tags) return all;
  throw conflict(
    'TOO_MANY_TAGS',
    refuse((words) => words.tooManyTags(JOB_LIMITS.tags)),
  );
}

/** The endpoint asks for the scope of changing jobs; running them needs the one that a single run needs. */
function requireScopeToRun(action: BulkAction, caller: Caller): void {
  if (action === 'run' && !hasScope(caller, 'runs:write'))
    throw forbidden(refuse((words) => words.lacksScope(['runs:write'])));
}

/** Counts what became of the jobs, which the audit log tells with their ids, however they were chosen. */
function countOutcomes(results: BulkResult[]): Record<string, unknown> {
  const count = (outcome: BulkResult['outcome']) => results.filter((one) => one.outcome === outcome).length;
  const [done, unchanged, failed] = [count('done'), count('unchanged'), count('failed')];
  return {
    ids: results.map(({ id }) => id),
    done,
    ...(unchanged && { unchanged }),
    ...(failed && { failed }),
  };
}
