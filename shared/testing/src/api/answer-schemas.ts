import { convertPathToTemplate } from '@punctual/scheduler-service/operations/openapi/names';
import { buildOpenApi } from '@punctual/scheduler-service/operations/openapi/openapi';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { allEndpoints } from './contracts.ts';

const endpoints = await allEndpoints();
export const described = buildOpenApi(endpoints);

const DOCUMENT = 'https://punctual.test/openapi.json';
const ajv = new Ajv2020({ strict: false, validateSchema: false });
ajvFormats.default(ajv);
ajv.addSchema({ $id: DOCUMENT, ...described });

/** A place in the document, as a reference leads there. */
const placeOf = (...keys: (string | number)[]): string =>
  `${DOCUMENT}#/${keys.map((key) => encodeURIComponent(String(key).replace(/~/g, '~0').replace(/\//g, '~1'))).join('/')}`;

/**
 * Validates a value by a schema of the document; returns what is wrong with it, or null.
 * @param keys the way to the schema, from the top of the document
 */
export function unlike(value: unknown, ...keys: (string | number)[]): string | null {
  const validate = ajv.getSchema(placeOf(...keys)) ?? ajv.compile({ $ref: placeOf(...keys) });
  return validate(value) ? null : ajv.errorsText(validate.errors, { dataVar: 'it' });
}

interface Known {
  method: string;
  template: string;
  pattern: RegExp;
}

/** A path of letters wins over one with a parameter in the same place. */
const known: Known[] = endpoints
  .map(({ method, path }) => ({
    method: method.toLowerCase(),
    template: convertPathToTemplate(path),
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}/?$`),
  }))
  .sort((a, b) => a.template.split('{').length - b.template.split('{').length);

/** The endpoint that a request goes to, also by the short path; undefined for paths and methods that there are not. */
function endpointOf(method: string, path: string): Known | undefined {
  const [plain = ''] = path.replace(/^\/jobs(?=[/?]|$)/, '/users/jobs').split('?');
  return known.find((one) => one.method === method.toLowerCase() && one.pattern.test(plain));
}

/** Lists where an answer differs from its contract; follows references to shared answers. */
export function* contractRules(
  method: string,
  path: string,
  status: number,
  body: unknown,
): Generator<string, void> {
  const endpoint = endpointOf(method, path);
  if (!endpoint) return;
  const here = ['paths', endpoint.template, endpoint.method, 'responses', status] as const;
  const answer = described.paths[endpoint.template]?.[endpoint.method]?.responses[status];
  if (!answer) return yield `its contract knows no answer of ${status}`;
  const place = answer.$ref ? answer.$ref.slice(2).split('/') : here;
  const { content } = answer.$ref ? sharedAnswer(answer.$ref) : answer;
  if (!content && body !== undefined) yield 'its contract knows no body';
  if (!content || !('application/json' in content)) return;
  const problem = unlike(body, ...place, 'content', 'application/json', 'schema');
  if (problem) yield `not what its contract says: ${problem}`;
}

const sharedAnswer = (ref: string) => described.components.responses[ref.split('/').at(-1) ?? ''] ?? {};
