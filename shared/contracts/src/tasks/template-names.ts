/** Names that placeholders may use, and what each has; null stands for what a job has of its own. */
export const TEMPLATE_NAMES = {
  job: ['id', 'name', 'tags'],
  run: ['id', 'attempt', 'trigger', 'scheduledFor', 'dueAt'],
  now: [],
  data: null,
  secrets: null,
  previous: ['status', 'finishedAt', 'response'],
} as const satisfies Record<string, readonly string[] | null>;

/** Filters that know the job's zone, or where their result is put. */
export const OWN_FILTERS = ['date', 'date_add', 'json', 'url_encode'] as const;

/** Filters of Liquid that placeholders may use: their work, and what they build, count against its limits. */
export const LIQUID_FILTERS = [
  'abs',
  'append',
  'at_least',
  'at_most',
  'capitalize',
  'ceil',
  'default',
  'divided_by',
  'downcase',
  'escape',
  'first',
  'floor',
  'join',
  'last',
  'minus',
  'modulo',
  'plus',
  'prepend',
  'remove',
  'replace',
  'reverse',
  'round',
  'size',
  'slice',
  'split',
  'strip',
  'times',
  'truncate',
  'upcase',
] as const;

/** Tags that placeholders may use: none reads a file or another template, and none keeps a text of any length. */
export const TEMPLATE_TAGS = [
  'assign',
  'break',
  'case',
  'comment',
  'continue',
  'for',
  'if',
  'raw',
  'unless',
  '#',
] as const;
