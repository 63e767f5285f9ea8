import { errorBody } from '@punctual/contracts/api/common';
import { contractRules } from './answer-schemas.ts';

/** Fields of documents that are internal: none of them may appear in an answer, at any depth. */
const INTERNAL = new Set([
  '_id',
  '__v',
  'passwordHash',
  'passwordMark',
  'tokenVersion',
  'lastStep',
  'newSecondFactor',
  'disabledAt',
  'seed',
  'generation',
  'shard',
  'fence',
  'stateVersion',
  'scheduleRevision',
  'nextOccurrence',
  'ownerDisabled',
  'deletedAt',
  'active',
  'countsDirty',
  'runKey',
  'snapshot',
  'dispatchAfter',
  'dispatches',
  'nextAttemptAt',
  'attemptStartedAt',
  'startToken',
  'leaseUntil',
  'effectAt',
  'crashCount',
  'settled',
  'expiresAt',
]);

/** Words of a stack or of a driver; a field called `_bsontype` is the client's own. */
const LEAKS = /E11000|mongo(?!db)|(?<!_)bson|cast to|node_modules|\.[jt]s:\d|\n {4}at /i;
const ERROR_KEYS = ['code', 'details', 'message', 'requestId'];

interface Asked {
  method: string;
  path: string;
}

/**
 * Checks the rules that hold for every answer; each test of the API does so with every request.
 * @throws Error naming the rule that an answer breaks
 */
export function checkHouseRules(asked: Asked, status: number, headers: Headers, body: unknown): void {
  const { method, path } = asked;
  const broken = [
    ...headerRules(headers),
    ...bodyRules(body),
    ...errorRules(status, headers, body),
    ...(isPage(headers) ? [] : contractRules(method, path, status, body)),
  ];
  if (broken.length > 0)
    throw new Error(`${method} ${path} → ${status} breaks the rules: ${broken.join('; ')}`);
}

/** The panel's pages share addresses with the API: who asks for HTML gets no answer of a contract. */
const isPage = (headers: Headers): boolean => headers.get('content-type')?.startsWith('text/html') ?? false;

function* headerRules(headers: Headers) {
  if (!headers.get('x-request-id')) yield 'no X-Request-Id';
  if (headers.get('x-powered-by')) yield 'X-Powered-By tells the software';
  if (headers.get('x-content-type-options') !== 'nosniff') yield 'no nosniff';
  if (!headers.get('content-security-policy')) yield 'no Content-Security-Policy';
  if (!headers.get('cache-control')) yield 'no Cache-Control';
}

function* bodyRules(body: unknown): Generator<string> {
  for (const key of keysWithin(body)) if (INTERNAL.has(key)) yield `the internal field "${key}" is in it`;
}

function* errorRules(status: number, headers: Headers, body: unknown): Generator<string, void> {
  if (status < 400 || isReadiness(body)) return;
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return yield 'not the shape of an error';
  const { error } = parsed.data;
  if (Object.keys(error).sort().join() !== ERROR_KEYS.join()) yield 'an error with other fields';
  if (error.requestId !== headers.get('x-request-id')) yield 'another request id in the body';
  if (LEAKS.test(JSON.stringify(body))) yield 'an error that tells of the inside';
}

/** The one answer that says what is wrong in a form of its own. */
const isReadiness = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'dependencies' in body;

function* keysWithin(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) yield key;
    // What a task carries is the user's own.
    if (key !== 'data' || Array.isArray(inner)) yield* keysWithin(inner);
  }
}
