import { Select } from '@mantine/core';
import { runsWords as words } from '../../lib/strings/runs.ts';

export interface JobChoice {
  options: readonly { value: string; label: string }[];
  onSearch: (text: string) => void;
}

interface JobSelectProps {
  jobs: JobChoice;
  jobId: string;
  onChange: (jobId: string) => void;
}

/** Chooses a job among all of the user's: found by the server, by what is typed. */
export function JobSelect({ jobs, jobId, onChange }: JobSelectProps) {
  return (
    <Select
      aria-label={words.job}
      placeholder={words.anyJob}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': words.anyJob }}
      // Found by the server, among all of them.
      filter={({ options }) => options}
      onSearchChange={jobs.onSearch}
      nothingFoundMessage={words.noJob}
      data={[...jobs.options]}
      value={jobId || null}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}
