import { DEFAULT_LANGUAGE, type Language } from '@punctual/contracts/language';
import type { JobDocument } from '@punctual/engine/database/documents';
import { AppError } from '@punctual/engine/platform/errors';
import type { Request, Response } from 'express';
import { refuse } from './refusal-words.ts';

/** Formats `<revision>.<stateVersion>`: the first part changes with each edit, the second with each run. */
export const formatJobVersion = ({ revision, stateVersion }: JobDocument): string =>
  `${revision}.${stateVersion}`;

/** Sets the version of a job as its ETag, with the language of its words where that is not English. */
export function setEtag(response: Response, job: JobDocument, language: Language): void {
  const suffix = language === DEFAULT_LANGUAGE ? '' : `.${language}`;
  response.set('ETag', `"${formatJobVersion(job)}${suffix}"`);
}

/**
 * Refuses the change of a job that was edited since the caller saw it. A run in between is no reason to refuse.
 * @throws AppError 412
 */
export function requireMatch(request: Request, job: JobDocument): void {
  const wanted = request.get('if-match');
  if (wanted === undefined || wanted.trim() === '*') return;
  if (parseEtags(wanted).some((tag) => isRevision(tag, job.revision))) return;
  throw changedMeanwhile();
}

/** A list of tags in quotes, which may hold commas (RFC 9110, 8.8.3); empty parts of the list do not count. */
const ETAGS = /^[\s,]*((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"\s*(?:,[\s,]*|$))*$/;

/**
 * Parses the tags that a condition lists, without `W/`: proxies weaken tags where they compress, and ours are of
 * revisions, not of bytes. No tags for what is no list of tags.
 */
export const parseEtags = (header: string): string[] =>
  ETAGS.test(header) ? [...header.matchAll(/"([^"]*)"/g)].map(([, tag = '']) => tag) : [];

const isRevision = (tag: string, revision: number): boolean =>
  Number(/^(\d+)(?:\.\d+)?(?:\.[a-z]+)?$/.exec(tag)?.[1]) === revision;

export const changedMeanwhile = () =>
  new AppError(
    412,
    'CHANGED_MEANWHILE',
    refuse((words) => words.changedMeanwhile),
  );
