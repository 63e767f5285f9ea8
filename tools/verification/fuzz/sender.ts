import type { Api } from '@punctual/testing/api/api';
import { type Answer, bytes, Client } from '@punctual/testing/api/client';
import { created } from '@punctual/testing/api/job-drafts';
import { KnownIds } from './known-ids.ts';
import type { Plan } from './requests.ts';

/** An answer that takes longer is none. */
const DEADLINE_MS = 10_000;

/** Sends what was planned, with the ids of what there is by then, and logs people in again whom a request has logged out. */
export class Sender {
  readonly #api: Api;
  readonly #ids = new KnownIds();
  readonly #people: Record<string, Client>;

  constructor(api: Api) {
    this.#api = api;
    this.#people = { ana: api.ana, bob: api.bob, carla: api.carla };
  }

  /** Something to begin with: everybody has a job, and a run of it. */
  async begin(): Promise<void> {
    for (const name of ['ana', 'bob', 'carla'] as const) {
      const job = await created(this.#api[name]);
      const run = await this.#api[name].post(`/users/jobs/${job.id}/run`);
      this.#ids.learn(name, '/users/jobs', [job, run.body]);
      this.#ids.learn(name, '/admin/users', this.#api[name].user);
    }
  }

  /** @throws Error for an answer that breaks a rule, and for none in time */
  async send(plan: Plan): Promise<number> {
    const answer = await this.#inTime(plan);
    this.#ids.learn(plan.caller, plan.template, answer.body);
    if (answer.status >= 500) throw new Error(`${answer.status}: ${answer.text}`);
    if (answer.status === 401 && plan.caller in this.#people) await this.#comeBack(plan.caller);
    return answer.status;
  }

  async #inTime(plan: Plan): Promise<Answer<unknown>> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`No answer within ${DEADLINE_MS} ms.`)), DEADLINE_MS);
    });
    try {
      return await Promise.race([this.#ask(plan), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #ask({ method, template, params, query, body, caller, headers }: Plan): Promise<Answer<unknown>> {
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const wanted = params[name] ?? '';
      return typeof wanted === 'string' ? wanted : this.#ids.pick(caller, template, name, wanted);
    });
    const search = new URLSearchParams(query).toString();
    const raw = body && 'raw' in body;
    const sent = body ? (raw ? bytes(body.raw) : body.json) : undefined;
    const type: Record<string, string> =
      raw && !('content-type' in headers) ? { 'content-type': 'application/json' } : {};
    return this.#client(caller).send(method, search ? `${path}?${search}` : path, sent, {
      ...type,
      ...headers,
    });
  }

  #client(caller: Plan['caller']): Client {
    if (caller === 'junk') return new Client(this.#api.url, { authorization: 'Bearer e30.e30.e30' });
    return this.#people[caller] ?? this.#api.nobody;
  }

  /** Somebody whose login a request has ended, or whose account: another takes the place. */
  async #comeBack(name: string): Promise<void> {
    const isLoggedIn = (await this.#people[name]?.get('/auth/me'))?.status === 200;
    if (!isLoggedIn) this.#people[name] = await this.#api.newcomer();
  }
}
