import type { Endpoint } from '@punctual/contracts/api/endpoint';
import { BODY_LIMIT_KB } from '@punctual/contracts/api/limits';
import type { Header, OpenApiAnswer, OpenApiDocument } from './types.ts';

interface Refusal {
  code: string;
  message: string;
  description: string;
  details?: { path: string; message: string }[];
}

const ENTER_NAME = 'Enter a name.';
const TOO_LARGE = `The body is over ${BODY_LIMIT_KB} kB.`;

/** The answer of each status with which a request may be refused. */
const REFUSALS: Record<number, Refusal> = {
  400: {
    code: 'MALFORMED_JSON',
    message: 'The body is not well-formed JSON.',
    description: 'Malformed JSON.',
  },
  401: {
    code: 'UNAUTHENTICATED',
    message: 'Log in, or send a valid access token.',
    description: 'No credentials, or none that count.',
  },
  403: {
    code: 'FORBIDDEN',
    message: 'You may not do this.',
    description: 'Who asks may not do this: it needs another role or scope.',
  },
  404: {
    code: 'NOT_FOUND',
    message: 'This job does not exist, or it is not yours.',
    description: 'There is none of this id, or it is another user’s.',
  },
  409: {
    code: 'JOB_DISABLED',
    message: 'This job is disabled. Enable it first.',
    description: 'It does not go with what is there; or a request of the same Idempotency-Key is under way.',
  },
  412: {
    code: 'PRECONDITION_FAILED',
    message: 'It was changed in the meantime.',
    description: 'If-Match names another revision than the one that is there.',
  },
  413: { code: 'TOO_LARGE', message: TOO_LARGE, description: TOO_LARGE },
  415: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Send JSON, with Content-Type: application/json.',
    description: 'The body is not JSON.',
  },
  422: {
    code: 'VALIDATION_FAILED',
    message: `name: ${ENTER_NAME}`,
    description: 'Something of it does not fit; unknown fields and query parameters neither.',
    details: [{ path: 'name', message: ENTER_NAME }],
  },
  429: {
    code: 'RATE_LIMITED',
    message: 'Too many requests. Try again in a moment.',
    description:
      'Over a limit, or (TOO_MANY_AT_ONCE) more at a time than can be done; Retry-After says how long to wait.',
  },
  503: {
    code: 'UNAVAILABLE',
    message: 'The database does not answer. Try again in a moment.',
    description: 'Something that is needed is away, or too busy.',
  },
};

const STATUSES_WITH_BODY = [400, 413, 415];
const STATUSES_OF_CHANGES = [409];
const STATUSES_TO_RETRY = [429, 503];
const LIMIT_HEADERS = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset', 'RateLimit-Policy'];

/** Requests about the process itself are not counted, and wait for nothing. */
const isLimited = ({ path }: Endpoint): boolean => !/^\/(health|metrics)\b/.test(path);

/** Lists the statuses of refusals that an endpoint may answer: they follow from its parameters and its access. */
function listRefusedStatuses(endpoint: Endpoint): number[] {
  const { access, method, path, params, heeds = [], refuses = [] } = endpoint;
  const isAccount = path.startsWith('/auth/');
  const statuses = [422, ...refuses, ...(isLimited(endpoint) ? STATUSES_TO_RETRY : [])];
  if (access !== 'public' || isAccount) statuses.push(401, 403);
  if (params) statuses.push(404);
  if (method !== 'GET') statuses.push(...STATUSES_WITH_BODY, ...STATUSES_OF_CHANGES);
  if (heeds.includes('If-Match')) statuses.push(412);
  return [...new Set(statuses)].sort((a, b) => a - b);
}

/** Builds the refusals of an endpoint, as references to the shared answers. */
export function buildRefusals(endpoint: Endpoint): Record<string, OpenApiAnswer> {
  const unchanged = endpoint.heeds?.includes('If-None-Match')
    ? { 304: { description: 'It is still what you have.' } }
    : {};
  const refused = listRefusedStatuses(endpoint).map((status) => [
    status,
    { $ref: `#/components/responses/Refused${status}` },
  ]);
  return { ...unchanged, ...Object.fromEntries(refused) };
}

/** Refers to headers by their names. */
export const buildHeaderReferences = (names: string[]): OpenApiAnswer['headers'] =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** Lists the headers of every answer of an endpoint. */
export const listCommonHeaders = (endpoint: Endpoint): string[] =>
  isLimited(endpoint) ? ['X-Request-Id', ...LIMIT_HEADERS] : ['X-Request-Id'];

const textHeader = (description: string): Header => ({ description, schema: { type: 'string' } });
const integerHeader = (description: string): Header => ({ description, schema: { type: 'integer' } });

const HEADERS: Record<string, Header> = {
  'X-Request-Id': textHeader('Of this request: it is in the error, and in our log.'),
  'Retry-After': integerHeader('Seconds after which to try again.'),
  'RateLimit-Limit': integerHeader('Requests that are allowed in the window of the limit that is nearest.'),
  'RateLimit-Remaining': integerHeader('How many are left of them.'),
  'RateLimit-Reset': integerHeader('Seconds until the oldest of the requests that count leaves the window.'),
  'RateLimit-Policy': textHeader('The limit and its window in seconds: `1200;w=60`.'),
  ETag: textHeader(
    'Of a job `"<revision>.<stateVersion>"`, in German with `.de` behind, for If-Match and If-None-Match; of a list for If-None-Match.',
  ),
  Location: textHeader('Where what was made can be had.'),
};

/** Builds the answers and headers that operations refer to. */
export function buildSharedAnswers(): Pick<OpenApiDocument['components'], 'responses' | 'headers'> {
  const responses = Object.entries(REFUSALS).map(([status, refusal]) => [
    `Refused${status}`,
    buildRefusedAnswer(Number(status), refusal),
  ]);
  return { responses: Object.fromEntries(responses), headers: HEADERS };
}

function buildRefusedAnswer(
  status: number,
  { description, code, message, details = [] }: Refusal,
): OpenApiAnswer {
  const limits = status === 429 ? LIMIT_HEADERS : [];
  const names = ['X-Request-Id', ...(STATUSES_TO_RETRY.includes(status) ? ['Retry-After'] : []), ...limits];
  const requestId = '0b9f4d52-3f6c-4a6e-9a54-0d6a4d0f5c11';
  return {
    description,
    headers: buildHeaderReferences(names),
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/Error' },
        example: { error: { code, message, details, requestId } },
      },
    },
  };
}
