import type { JobDocument } from '@punctual/engine/database/documents';
import { AppError } from '@punctual/engine/platform/errors';
import type { Request, Response } from 'express';

/** Formats `"<revision>.<stateVersion>"`: the first part changes with each edit, the second with each run. */
export const formatEtag = ({ revision, stateVersion }: JobDocument): string =>
  `"${revision}.${stateVersion}"`;

export function setEtag(response: Response, job: JobDocument): void {
  response.set('ETag', formatEtag(job));
}

/**
 * Refuses the change of a job that was edited since the caller saw it. A run in between is no reason to refuse.
 * @throws AppError 412
 */
export function requireMatch(request: Request, job: JobDocument): void {
  const wanted = request.get('if-match');
  if (wanted === undefined || wanted === '*') return;
  const revision = /^(?:W\/)?"(\d+)(?:\.\d+)?"$/.exec(wanted.trim())?.[1];
  if (Number(revision) === job.revision) return;
  throw changedMeanwhile();
}

export const changedMeanwhile = () =>
  new AppError(412, 'CHANGED_MEANWHILE', 'This job changed while you were editing. Load it again.');
