import type { Whose } from '@punctual/engine/database/job-store';
import { OneAtATime } from '@punctual/engine/platform/one-at-a-time';
import type { CalendarStore, TimelineRun } from './calendar/calendar-store.ts';
import type { OverviewStore, SampledRun } from './overview-store.ts';

interface Sources {
  overviews: Pick<OverviewStore, 'sample'>;
  calendars: Pick<CalendarStore, 'recent'>;
}

/**
 * Reads many runs for overviews, calendars and timelines, those of one scope one query after the other: one picture
 * takes dozens of them, and at once those would keep every connection of this copy from everybody.
 */
export class RunsInTurns {
  readonly #sources: Sources;
  readonly #turns = new OneAtATime();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  sample(scope: Whose, from: Date, to: Date, limit?: number): Promise<SampledRun[]> {
    return this.#turns.run(nameOf(scope), () => this.#sources.overviews.sample(scope, from, to, limit));
  }

  recent(scope: Whose, since: Date): Promise<TimelineRun[]> {
    return this.#turns.run(nameOf(scope), () => this.#sources.calendars.recent(scope, since));
  }
}

const nameOf = (scope: Whose): string => ('ownerId' in scope ? scope.ownerId.toHexString() : 'all');
