import { z } from 'zod';

/** Any JSON. One schema for all, so that the OpenAPI document has one name for it. */
export const jsonValue = z.json();
