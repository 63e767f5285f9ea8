import { createHash } from 'node:crypto';
import { importJobs } from '@punctual/contracts/api/job-import-contract';
import { MAX_IMPORT } from '@punctual/contracts/api/limits';
import type { Id } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { AppError } from '@punctual/engine/platform/errors';
import { Types } from 'mongoose';
import { StepAllowance } from '../computing/step-allowance.ts';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { refuse } from '../http/refusal-words.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import type { JobCreator, JobDraft } from './job-creator.ts';
import type { JobSettingsBuilder } from './job-settings-builder.ts';

/** Steps that the schedules of an import may take together, some 1.5 s of a thread; most jobs take less than a third of it. */
const STEPS_PER_IMPORT = MAX_IMPORT * 3_000;
const TOO_LONG = refuse((words) => words.tooLongToImport);

export function importRoutes(
  creator: JobCreator,
  settings: JobSettingsBuilder,
  once: Idempotency,
  clock: Clock,
): Routes {
  const create: Maker<typeof importJobs> = async ({ body, caller, context }, { id, again }) => {
    const now = clock.now();
    const allowance = new StepAllowance(STEPS_PER_IMPORT, TOO_LONG);
    const drafts = body.jobs.map((input, i): JobDraft => {
      const buildSettings = () => settings.build(input, caller, now, null, allowance);
      return { _id: deriveId(id, i), buildSettings: () => refuseAt(`jobs.${i}.`, buildSettings) };
    });
    await creator.createAll(drafts, caller, again, now);
    const ids = drafts.map(({ _id }) => _id.toHexString());
    context.recordEffects({ ids });
    return { ids };
  };
  return {
    endpoints: [importJobs],
    mount: (router: Router) => mount(router, importJobs, once.handler(importJobs, create)),
  };
}

const TIME_BYTES = 4;

/** Derives the id of one job from that of the request: the same however often it is sent, and of the same time. */
function deriveId(whole: Id, position: number): Id {
  const rest = createHash('sha256').update(whole.id).update(String(position)).digest();
  return new Types.ObjectId(Buffer.concat([whole.id.subarray(0, TIME_BYTES), rest.subarray(TIME_BYTES, 12)]));
}

/** Adds the place in the request to the details of a refusal. */
async function refuseAt<T>(path: string, build: () => Promise<T>): Promise<T> {
  try {
    return await build();
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    const details = error.details.map((detail) => ({ ...detail, path: path + detail.path }));
    throw new AppError(422, error.code, error.said, { details });
  }
}
