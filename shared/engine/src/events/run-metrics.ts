import { isTerminal } from '@punctual/contracts/runs/run-status';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { RunDocument } from '../database/documents.ts';
import type { DomainEvents } from './domain-events.ts';

const LATENESS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Counts what this process does with runs: how they end, how late they began, what was refused or lost. */
export function observeRuns(registry: Registry, changes: DomainEvents): void {
  const registers = [registry];
  const ended = new Counter({
    name: 'punctual_runs_total',
    help: 'Runs that have ended, by how.',
    labelNames: ['status', 'type'],
    registers,
  });
  const lateness = new Histogram({
    name: 'punctual_run_lateness_seconds',
    help: 'How long after it was due a run was first started.',
    labelNames: ['type'],
    buckets: LATENESS_S,
    registers,
  });
  const lost = new Counter({
    name: 'punctual_runs_taken_over_total',
    help: 'Runs whose worker was lost.',
    registers,
  });
  const duplicates = new Counter({
    name: 'punctual_duplicates_refused_total',
    help: 'Occurrences that were on record already, and starts of runs that somebody else had.',
    labelNames: ['what'],
    registers,
  });
  const countEnd = ({ status, snapshot, lateness: late }: RunDocument) => {
    const { type } = snapshot.task;
    ended.inc({ status, type });
    if (late !== null) lateness.observe({ type }, late / 1_000);
  };
  changes.on('runsCreated', (_, refused) => duplicates.inc({ what: 'occurrence' }, refused));
  changes.on('runsStarted', (_, refused) => duplicates.inc({ what: 'start' }, refused));
  changes.on('runsReclaimed', (runs) => lost.inc(runs.length));
  changes.on('runsReleased', (runs) => {
    for (const run of runs) if (isTerminal(run.status)) countEnd(run);
  });
}
