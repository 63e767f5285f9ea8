import { z } from 'zod';
import { inSpoken, speaking } from '../validation.ts';
import { expectedStatus } from './expected-status.ts';
import { httpHeaders } from './http-headers.ts';
import { httpUrl } from './http-url.ts';
import { jsonValue } from './json-value.ts';
import { findOversize } from './request-size.ts';
import { secrets, secretsIn } from './secrets.ts';
import { TASK_WORDS } from './task-words.ts';
import { templateFields } from './template-data.ts';
import { hasBraces, listTemplates } from './template-texts.ts';

const says = speaking(TASK_WORDS);

const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;
type HttpMethod = (typeof HTTP_METHODS)[number];

/** Methods whose bodies mean nothing (RFC 9110, 9.3) and are refused by some servers. */
const WITHOUT_BODY: readonly HttpMethod[] = ['GET', 'HEAD'];

/**
 * Calls an address over HTTP. A body that is a text is sent as it is (`text/plain`), any other value as JSON
 * (`application/json`), unless a `Content-Type` header says what it is. The run is a success if the status
 * of the answer is the expected one. The address after its host, values of headers and texts of the body may hold
 * placeholders, of secrets too, as `{{ secrets.TOKEN }}`; the limits of their sizes count what is filled in.
 */
export const httpTask = z
  .strictObject({
    type: z.literal('http'),
    url: httpUrl,
    method: z
      .enum(
        HTTP_METHODS,
        says((words) => words.methods(HTTP_METHODS)),
      )
      .default('GET'),
    headers: httpHeaders.optional(),
    body: jsonValue.optional(),
    secrets: secrets.optional(),
    expectStatus: expectedStatus.default('2xx'),
    ...templateFields,
  })
  .refine(({ method, body }) => body === undefined || !WITHOUT_BODY.includes(method), {
    ...says((words) => words.noBody),
    path: ['body'],
  })
  .superRefine((request, context) => {
    for (const { part, message } of findOversize(request))
      context.addIssue({ code: 'custom', message: inSpoken(message), path: [part] });
  })
  .superRefine((request, context) => {
    const { secrets: known = {}, body, placeholders } = request;
    const words = inSpoken(TASK_WORDS);
    if (placeholders !== false && hasBracesInKey(body))
      context.addIssue({ code: 'custom', message: words.fieldPlaceholder, path: ['body'] });
    for (const { path, text } of listTemplates(request))
      for (const name of secretsIn(text))
        if (!Object.hasOwn(known, name))
          context.addIssue({ code: 'custom', message: words.noSecret(name), path: path.split('.') });
  });
export type HttpTask = z.infer<typeof httpTask>;

function hasBracesInKey(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return Object.entries(json).some(([key, inner]) => hasBraces(key) || hasBracesInKey(inner));
}
