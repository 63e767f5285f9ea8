import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { JobCollection } from './job-collection.ts';
import { advance, NO_OPEN_RUNS, setFields, setState, setStateIf, withRows } from './job-state.ts';

const ROOT = new URL('../../../../', import.meta.url);
const SOURCES = ['shared/engine/src', 'scheduler-service/src', 'watcher-service/src'].flatMap((folder) => {
  const path = fileURLToPath(new URL(folder, ROOT));
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts')).map((name) => `${path}/${name}`);
});

describe('an update of a job', () => {
  const updates = {
    setState: setState({ paused: true }, NO_OPEN_RUNS),
    setStateIf: setStateIf(true, { paused: true }, NO_OPEN_RUNS),
    advance: advance({ paused: true }, false, false),
  };

  it.each(Object.entries(updates))('by %s sets the field, the status and the version', (_, update) => {
    const text = JSON.stringify(update);
    for (const part of ['"paused":true', '"status":', '"stateVersion":{"$add":["$stateVersion",1]}'])
      expect(text).toContain(part);
  });

  it('from which no status follows keeps the status, and raises the version', () => {
    expect(setFields({ paused: true })).toEqual([
      { $set: { paused: true, stateVersion: { $add: ['$stateVersion', 1] } } },
    ]);
  });

  it('sets the status in a stage after the fields that it reads', () => {
    expect(updates.setState.map(({ $set }) => Object.keys($set))).toEqual([
      ['paused', 'stateVersion'],
      ['status'],
    ]);
  });

  it('by rows removes the row again', () => {
    expect(withRows([], [], updates.setState).at(-1)).toEqual({ $unset: 'row' });
  });
});

describe("a job's status", () => {
  it('written anywhere else does not compile', () => {
    const writes = (jobs: JobCollection) => [
      // @ts-expect-error: the status follows from the other fields
      jobs.updateOne({}, { $set: { status: 'FAILED' } }),
      // @ts-expect-error: a pipeline is built by job-state.ts
      jobs.updateMany({}, [{ $set: { status: 'FAILED' } }]),
      // @ts-expect-error: nor can it be slipped in among the fields
      jobs.updateMany({}, setState({ status: 'FAILED' }, NO_OPEN_RUNS)),
      // @ts-expect-error: the version is raised by each update
      jobs.updateMany({}, setFields({ stateVersion: 1 })),
    ];
    expect(writes).toBeTypeOf('function');
  });

  it('is not written around the type either: no source updates jobs through their model', () => {
    const around =
      /models\.jobs\s*\.\s*(collection\s*\.\s*)?(update|findOneAnd|findByIdAnd|replace|bulkWrite)/;
    expect(SOURCES.length).toBeGreaterThan(100);
    expect(SOURCES.filter((path) => around.test(readFileSync(path, 'utf8')))).toEqual([]);
  });
});
