import type { Endpoint, Sending } from '@punctual/contracts/api/endpoint';

/** What the query of an endpoint may hold. */
export type QueryOf<E extends Endpoint> = NonNullable<Sending<E> extends { query?: infer Q } ? Q : never>;
