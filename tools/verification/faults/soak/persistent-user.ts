import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiAnswer, ApiUser } from '../stack/api-user.ts';

const ASK_AGAIN_MS = 300;
/** Somebody else is at it: to be asked again. */
const MEANWHILE: ReadonlySet<string> = new Set(['IDEMPOTENCY_KEY_IN_USE', 'CHANGED_MEANWHILE']);

interface Request {
  method: 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: object | undefined;
  headers?: Record<string, string>;
}

/** Asks the API until it is known what became of a request, whatever is broken in between. */
export class PersistentUser {
  /** Answers that the contract does not know. */
  readonly surprises: string[] = [];
  readonly #user: ApiUser;

  constructor(user: ApiUser) {
    this.#user = user;
  }

  /** Makes something, once, however often it has to be asked; what it is called if it was made. */
  async once(path: string, ends: number[], body?: object): Promise<string | undefined> {
    const headers = { 'idempotency-key': randomUUID() };
    const answer = await this.surely({ method: 'POST', path, body, headers }, ends);
    return answer.status < 300 ? answer.body.id : undefined;
  }

  /** Asks until it is known how it ended: it may be asked any number of times. */
  async surely(request: Request, ends: number[]): Promise<ApiAnswer> {
    for (;;) {
      const answer = await this.#ask(request);
      const code = answer?.body.error?.code ?? '';
      if (answer && ends.includes(answer.status) && !MEANWHILE.has(code)) return answer;
      if (answer && !MEANWHILE.has(code)) {
        this.surprises.push(
          `${JSON.stringify(request)} was answered ${answer.status}: ${JSON.stringify(answer.body)}`,
        );
        return answer;
      }
      await pause(ASK_AGAIN_MS);
    }
  }

  /** Null: no answer came, or the API said that it could not just now; it may have been done or not. */
  async #ask({ method, path, body, headers }: Request): Promise<ApiAnswer | null> {
    try {
      const answer = await this.#user.ask(method, path, body, headers);
      if (answer.status === 401) await this.#user.login();
      return answer.status === 503 || answer.status === 401 ? null : answer;
    } catch (error) {
      if (isLost(error)) return null;
      throw error;
    }
  }
}

/** Recognizes the errors of fetch for a connection that failed or was given up. */
const isLost = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError');
