const KINDS = ['runs', 'jobs', 'api-keys', 'sessions', 'users'] as const;
type Kind = (typeof KINDS)[number];

const KEPT = 500;
const ANYBODY = 'anybody';
/** One in so many ids is anybody's: what others have is mostly a 404. */
const OTHERS = 5;

/** The ids of what answers have shown, by kind and by whose they are. */
export class KnownIds {
  readonly #ids = new Map<string, string[]>();

  /** @param template of the request that was answered so: what the ids are of, where the answer does not say */
  learn(caller: string, template: string, body: unknown): void {
    for (const shown of objectsIn(body)) {
      if (typeof shown.id !== 'string') continue;
      const kind = 'scheduledFor' in shown ? 'runs' : 'schedule' in shown ? 'jobs' : kindOf(template);
      for (const whose of [caller, ANYBODY]) this.#keep(`${whose} ${kind}`, shown.id);
    }
  }

  /** The id of that number for a parameter of a path, of the kind that it is about. */
  pick(caller: string, template: string, parameter: string, number: number): string {
    const kind = parameter === 'userId' ? 'users' : kindOf(template);
    const anybodys = this.#ids.get(`${ANYBODY} ${kind}`) ?? [];
    const own = this.#ids.get(`${caller} ${kind}`);
    const among = own && number % OTHERS !== 0 ? own : anybodys;
    return among[number % Math.max(1, among.length)] ?? 'none-yet';
  }

  #keep(pool: string, id: string): void {
    this.#ids.set(pool, [...(this.#ids.get(pool) ?? []).slice(1 - KEPT), id]);
  }
}

const kindOf = (template: string): Kind =>
  /^\/(auth\/(login|register|me)|admin\/users)/.test(template)
    ? 'users'
    : (KINDS.find((kind) => template.includes(`/${kind}`)) ?? 'jobs');

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner];
}
