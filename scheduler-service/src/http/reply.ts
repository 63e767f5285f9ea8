import type { Answer, Endpoint } from '@punctual/contracts/api/endpoint';

/** The statuses of success that an endpoint states. */
type StatusOf<E extends Endpoint> =
  | E['status']
  | (E extends { otherStatuses: readonly (infer S extends number)[] } ? S : never);

/** An answer together with its status. */
export class Reply<S extends number = number, B = unknown> {
  readonly status: S;
  readonly body: B;

  constructor(status: S, body: B) {
    this.status = status;
    this.body = body;
  }
}

/** Answers with one of the statuses that the endpoint states. */
export const reply = <const S extends number, B>(status: S, body: B): Reply<S, B> => new Reply(status, body);

/** A body that is JSON already. */
export class JsonText {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

/** The body of an endpoint that has one status of success; otherwise the body with the status to answer it under. */
export type Outcome<E extends Endpoint> = E extends { otherStatuses: readonly number[] }
  ? Reply<StatusOf<E>, Answer<E>>
  : Answer<E>;

/** Adds the endpoint's status to an outcome that has none of its own. */
export const toReply = ({ status }: Endpoint, outcome: unknown): Reply =>
  outcome instanceof Reply ? outcome : new Reply(status, outcome);
