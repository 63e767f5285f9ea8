export const ID_LENGTH = 24;
/** An id as the API writes it, in hexadecimal digits. Anything else cannot exist: 404, like an unknown one. */
export const ID_PATTERN = new RegExp(`^[0-9a-f]{${ID_LENGTH}}$`);

/** The largest body of a request, in kB. */
export const BODY_LIMIT_KB = 100;

export const MAX_PAGE_SIZE = 100;
export const DEFAULT_PAGE_SIZE = 20;
/** The longest cursor; one may hold a name, each letter of which may take several bytes. */
export const CURSOR_LIMIT = 2_000;
/** The longest text that jobs are searched for. */
export const SEARCH_LIMIT = 100;
/** Totals are counted up to here; beyond, `totalIsCapped` says that there are more. */
export const TOTAL_CAP = 10_000;
/** Jobs of a user are counted up to here, where users are listed. */
export const USER_JOBS_CAP = 1_000;
/** Runs of each part of an overview that are looked at; figures are of these. */
export const SAMPLED_RUNS = 1_000;

/**
 * A calendar: the days of one answer, by day and by hour; the runs that are looked at of each hour of a day with more than
 * SAMPLED_RUNS; the jobs whose plan is computed, and those that each part names. What is planned of one job is counted up
 * to a number in a day, and in an hour, which each minute is within. A timeline: its rows, and the runs and planned ones of
 * each.
 */
export const CALENDAR = {
  days: 42,
  daysByHour: 8,
  runsOfHour: 250,
  jobs: 200,
  jobsInCell: 5,
  counted: { day: 300, hour: 100 },
  rows: 50,
  ofRow: 200,
} as const;

/** Rows of one CSV file. */
export const MAX_CSV_ROWS = 100_000;
/** Begins the last line of a CSV file that holds not all rows. */
export const CSV_CUT = 'Not complete';

/** Jobs that one request changes. */
export const MAX_BULK = 1_000;
/** Jobs that one import makes; of long ones fewer, because of the limit of a body. */
export const MAX_IMPORT = 500;
/** Jobs whose last runs one request asks for, and the runs of each that are answered: the newest. */
export const MAX_STRIPS = 50;
export const STRIP_LENGTH = 20;

/** Occurrences of one schedule in one answer. */
export const MAX_OCCURRENCES = 1_000;
/** The longest time that one question of "why?" asks about, in ms, and the instants in it that are answered beside the first. */
export const EXPLAINED = { withinMs: 60_000, also: 20 } as const;
/** Days ahead for which an edit is compared with the job as it is. */
export const IMPACT_DAYS = 30;
/** Days that punctuality is computed over, and the runs that are looked at. */
export const PUNCTUALITY = { days: 30, looksAt: 5_000 } as const;

/** Days after which a process that is lost is no longer listed. */
export const LOST_PROCESS_DAYS = 7;
