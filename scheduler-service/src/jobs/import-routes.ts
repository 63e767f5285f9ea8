import { createHash } from 'node:crypto';
import { importJobs } from '@punctual/contracts/api/job-import-contract';
import type { JobInput } from '@punctual/contracts/jobs/job';
import type { Id } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { AppError } from '@punctual/engine/platform/errors';
import { Types } from 'mongoose';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { type CreateJobParts, settingsFrom, storeJobs } from './create-job.ts';
import { refuseNotAvailable } from './not-available.ts';

export function importRoutes(parts: CreateJobParts & { once: Idempotency; clock: Clock }): Routes {
  const make: Maker<typeof importJobs> = async ({ body, caller }, { id, again }) => {
    const now = parts.clock.now();
    const settingsOf = (input: JobInput) => {
      refuseNotAvailable(input);
      return settingsFrom(input, caller, now, parts);
    };
    const drafts = body.jobs.map((input, i) => ({
      _id: idOf(id, i),
      settings: () => within(`jobs.${i}.`, () => settingsOf(input)),
    }));
    await storeJobs(drafts, caller, again, now, parts);
    return { ids: drafts.map(({ _id }) => _id.toHexString()) };
  };
  return {
    endpoints: [importJobs],
    mount: (router: Router) => mount(router, importJobs, parts.once.handler(importJobs, make)),
  };
}

const TIME_BYTES = 4;

/** The id of a part of what a request makes: the same however often it is sent, and of the same time. */
function idOf(whole: Id, part: number): Id {
  const rest = createHash('sha256').update(whole.id).update(String(part)).digest();
  return new Types.ObjectId(Buffer.concat([whole.id.subarray(0, TIME_BYTES), rest.subarray(TIME_BYTES, 12)]));
}

/** Says where in the request it was that something was refused. */
function within<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    const details = error.details.map((detail) => ({ ...detail, path: path + detail.path }));
    throw new AppError(422, error.code, error.message, { details });
  }
}
