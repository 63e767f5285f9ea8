import type { Logger } from '@punctual/engine/platform/logger';
import type { Request, Response } from 'express';
import type { Caller } from '../caller.ts';
import { breakOff } from '../errors.ts';
import { beginCsv, type CsvTable } from './csv-answer.ts';

/** Ends what a caller has open when its login, key or role ends, and after ten minutes; until the returned function is called. */
export interface Watch {
  add(caller: Caller, end: () => void): () => void;
}

/** Carries out work in a place of a sender, and throws AppError 429 if there is none for it. */
export interface Places {
  run<T>(sender: string, work: () => Promise<T>): Promise<T>;
}

interface Call {
  caller: Caller;
  request: Request;
  response: Response;
}

/**
 * Answers lists as files. A file has a place of its own among the downloads: the request has ended when the file has
 * begun, and however slowly it is taken, it holds no place of other requests.
 */
export class Downloads {
  readonly #places: Places;
  readonly #watch: Watch;
  readonly #logger: Logger;

  constructor(places: Places, watch: Watch, logger: Logger) {
    this.#watch = watch;
    this.#logger = logger;
    this.#places = places;
  }

  /**
   * Begins a file, and resolves then.
   * @throws AppError 429 if all places of this account are taken, or what the first page is refused with
   */
  answer<R>({ caller, request, response }: Call, table: CsvTable<R>): Promise<void> {
    return new Promise((resolve, reject) => {
      const send = async () => {
        const stream = await beginCsv(response, table);
        resolve();
        await this.#watched(caller, response, stream);
      };
      this.#places.run(caller.userId.toHexString(), send).catch((error) => {
        if (!response.headersSent) return reject(error);
        // It may have been answered before: its database was away for too long.
        if (!response.writableEnded) breakOff(this.#logger, error, request, response);
        resolve();
      });
    });
  }

  async #watched(caller: Caller, response: Response, stream: () => Promise<void>): Promise<void> {
    const forget = this.#watch.add(caller, () => response.destroy());
    try {
      await stream();
    } finally {
      forget();
    }
  }
}
