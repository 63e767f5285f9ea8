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
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['type'], registers });
  const free = gauge(
    'punctual_places_free',
    'Places that are free for all, those that are kept not counted.',
  );
  const owners = gauge('punctual_places_owners', 'Owners whose runs have places.');
  const most = gauge('punctual_places_most_by_one_owner', 'The most places that the runs of one owner have.');
  const kept = gauge('punctual_places_kept', 'Places that are kept for owners without one, and free.');
  new Gauge({
    name: 'punctual_places_held',
    help: 'Places that runs have.',
    labelNames: ['type'],
    registers,
    collect() {
      for (const [type, kind] of places) {
        const figures = kind.figures();
        this.set({ type }, figures.held);
        free.set({ type }, figures.free);
        owners.set({ type }, figures.owners);
        most.set({ type }, figures.mostByOne);
        kept.set({ type }, figures.kept);
      }
    },
  });
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
