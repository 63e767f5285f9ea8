import type { Endpoint, Sending } from '@punctual/contracts/api/endpoint';

/** The query that an endpoint takes. */
export type QueryOf<E extends Endpoint> = NonNullable<Sending<E> extends { query?: infer Q } ? Q : never>;
