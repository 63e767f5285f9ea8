import type { Endpoint } from '@punctual/contracts/api/endpoint';
import { describeApi } from '@punctual/contracts/api/openapi-contract';
import { mount } from '../../http/route.ts';
import type { Router, Routes } from '../../http/router.ts';
import { buildOpenApi } from './openapi.ts';
import type { OpenApiDocument } from './types.ts';

/** Serves the description of these endpoints and of itself. It is built when it is first asked for. */
export function openApiRoutes(endpoints: Endpoint[]): Routes {
  let document: OpenApiDocument | undefined;
  return {
    endpoints: [describeApi],
    mount(router: Router) {
      mount(router, describeApi, async () => {
        document ??= buildOpenApi([...endpoints, describeApi]);
        return { ...document };
      });
    },
  };
}
