import type { Endpoint } from '@punctual/shared/api/endpoint';
import { openApiOf } from '@punctual/shared/api/openapi';
import { describeApi } from '@punctual/shared/api/openapi-contract';
import type { OpenApiDocument } from '@punctual/shared/api/openapi-types';
import type { Router } from 'express';
import type { Routes } from '../http/app.ts';
import { mount } from '../http/route.ts';

/** The description of these endpoints, and of itself. It is made when somebody asks for it first. */
export function openApiRoutes(endpoints: Endpoint[]): Routes {
  let document: OpenApiDocument | undefined;
  return {
    endpoints: [describeApi],
    mount(router: Router) {
      mount(router, describeApi, async () => {
        document ??= openApiOf([...endpoints, describeApi]);
        return { ...document };
      });
    },
  };
}
