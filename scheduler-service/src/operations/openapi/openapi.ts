import type { Endpoint } from '@punctual/contracts/api/endpoint';
import { VERSION } from '@punctual/engine/platform/version';
import { buildSharedAnswers } from './answers.ts';
import { convertPathToTemplate, listTags } from './names.ts';
import { buildOperation } from './operation.ts';
import { SchemaRegistry } from './schemas.ts';
import type { OpenApiDocument, Operation } from './types.ts';

const DESCRIPTION = `Runs jobs at the time they are due, and can prove it.

Every error has one shape, and every answer an \`X-Request-Id\`. Times are ISO 8601 in UTC, ids are strings. The
routes under \`/users/jobs\` answer under \`/jobs\` too. Jobs are also taken as the older systems write them
(\`schedule\` as a cron text, \`isActive\`, \`frequency\` with \`startDate\`, \`schedule_type\`, \`payload\`); the
answer is always in the form described here.`;

const SECURITY_SCHEMES = {
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The accessToken of a login. It lives for ten minutes; /auth/refresh gives the next one.',
  },
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
    description: 'For services; `Authorization: Bearer pk_…` means the same.',
  },
  refreshCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-punctual_rt',
    description: 'Set by a login, sent by browsers only to this site.',
  },
};

/**
 * Builds the OpenAPI 3.1 document of these endpoints, from the same schemas that validate.
 * @throws Error when two endpoints answer to the same method and path
 */
export function buildOpenApi(endpoints: readonly Endpoint[]): OpenApiDocument {
  const schemas = new SchemaRegistry(endpoints);
  const paths: OpenApiDocument['paths'] = {};
  for (const endpoint of endpoints) {
    const template = convertPathToTemplate(endpoint.path);
    paths[template] ??= {};
    const operations: Record<string, Operation> = paths[template];
    const method = endpoint.method.toLowerCase();
    if (method in operations) throw new Error(`${endpoint.method} ${endpoint.path} is described twice.`);
    operations[method] = buildOperation(endpoint, schemas);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Punctual', version: VERSION, description: DESCRIPTION },
    servers: [{ url: '/' }],
    tags: listTags(endpoints),
    paths,
    components: {
      schemas: schemas.components,
      ...buildSharedAnswers(),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}
