import type { TaskType } from '@punctual/contracts/tasks/task';
import { Counter, Gauge, type Registry } from 'prom-client';

/** The number of places of a kind that are held, free and kept, and by how many owners; the most that one owner holds. */
export interface PlaceFigures {
  held: number;
  free: number;
  kept: number;
  owners: number;
  mostByOne: number;
}

/** The places of a kind, as they are observed; `refused` counts since the start. */
export interface ObservedPlaces {
  refused: number;
  figures(): PlaceFigures;
}

/** Observes how the places are held; read for each scrape. No label names an owner: there may be very many. */
export function observePlaces(registry: Registry, places: ReadonlyMap<TaskType, ObservedPlaces>): void {
  const registers = [registry];
  // Each reads for itself: one that another sets would show what was at the scrape before.
  const gauge = (name: string, help: string, figure: keyof PlaceFigures) =>
    new Gauge({
      name,
      help,
      labelNames: ['type'],
      registers,
      collect() {
        for (const [type, kind] of places) this.set({ type }, kind.figures()[figure]);
      },
    });
  gauge('punctual_places_held', 'Places that runs have.', 'held');
  gauge('punctual_places_free', 'Places that are free for all, those that are kept not counted.', 'free');
  gauge('punctual_places_owners', 'Owners whose runs have places.', 'owners');
  gauge('punctual_places_most_by_one_owner', 'The most places that the runs of one owner have.', 'mostByOne');
  gauge('punctual_places_kept', 'Places that are kept for owners without one, and free.', 'kept');
  new Counter({
    name: 'punctual_places_refused_total',
    help: 'Runs that found no place, because their owners had their share; they are dispatched again.',
    labelNames: ['type'],
    registers,
    collect() {
      this.reset();
      for (const [type, { refused }] of places) this.inc({ type }, refused);
    },
  });
}
