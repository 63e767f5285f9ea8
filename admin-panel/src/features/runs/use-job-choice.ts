import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Scope } from '../../lib/api/source.ts';
import { jobQuery } from '../jobs/api/get-job.ts';
import { jobNamesQuery } from '../jobs/api/list-jobs.ts';
import type { JobChoice } from './job-select.tsx';

/** Finds jobs to choose from by what is typed; the one that is chosen is always among them. */
export function useJobChoice(scope: Scope, jobId: string): JobChoice {
  const [text, setText] = useState('');
  const chosen = useQuery({ ...jobQuery(scope, jobId), enabled: jobId !== '' }).data;
  const asked = chosen && text === chosen.name ? '' : text;
  const found = useQuery({ ...jobNamesQuery(scope, asked), placeholderData: keepPreviousData }).data ?? [];
  const others = found.filter(({ id }) => id !== jobId);
  // Even one that is gone keeps its runs: it stays chosen, by its id.
  const known = jobId === '' ? [] : [{ id: jobId, name: chosen?.name ?? jobId }];
  const options = [...known, ...others].map(({ id, name }) => ({ value: id, label: name }));
  return { options, onSearch: setText };
}
