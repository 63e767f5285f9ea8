import { z } from 'zod';
import { inSpoken, speaking } from '../validation.ts';
import { expectedStatus } from './expected-status.ts';
import { httpHeaders } from './http-headers.ts';
import { httpUrl } from './http-url.ts';
import { jsonValue } from './json-value.ts';
import { findOversize } from './request-size.ts';
import { secrets, secretsIn, textsOf } from './secrets.ts';
import { TASK_WORDS } from './task-words.ts';

const says = speaking(TASK_WORDS);

const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;
type HttpMethod = (typeof HTTP_METHODS)[number];

/** Methods whose bodies mean nothing (RFC 9110, 9.3) and are refused by some servers. */
const WITHOUT_BODY: readonly HttpMethod[] = ['GET', 'HEAD'];

/**
 * Calls an address over HTTP. A body that is a text is sent as it is (`text/plain`), any other value as JSON
 * (`application/json`), unless a `Content-Type` header says what it is. The run is a success if the status
 * of the answer is the expected one. Texts of headers and body may refer to secrets, as `{{ secrets.TOKEN }}`;
 * the limits of their sizes count what is filled in.
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
  })
  .refine(({ method, body }) => body === undefined || !WITHOUT_BODY.includes(method), {
    ...says((words) => words.noBody),
    path: ['body'],
  })
  .superRefine((request, context) => {
    for (const { part, message } of findOversize(request))
      context.addIssue({ code: 'custom', message: inSpoken(message), path: [part] });
  })
  .superRefine(({ headers = {}, body, secrets: known = {} }, context) => {
    const parts = [...Object.entries(headers).map(([name, text]) => [['headers', name], [text]] as const)];
    for (const [path, texts] of [...parts, [['body'], textsOf(body)] as const])
      for (const name of texts.flatMap(secretsIn))
        if (!Object.hasOwn(known, name))
          context.addIssue({
            code: 'custom',
            message: inSpoken(TASK_WORDS).noSecret(name),
            path: [...path],
          });
  });
export type HttpTask = z.infer<typeof httpTask>;
