import { idParams } from './common.ts';
import { endpoint } from './endpoint.ts';
import { listVersions } from './job-versions-contract.ts';
import { jobPunctuality, runNeighbours } from './run-figures-contract.ts';
import { explainInstant, listOccurrences } from './schedules-contract.ts';

const one = { method: 'GET', access: 'admin', params: idParams, status: 200 } as const;

export const adminExplainInstant = endpoint({
  ...one,
  path: '/admin/jobs/:id/explain',
  summary: 'Why did anybody’s job run, or not run, at this instant?',
  description: 'As its owner is told, with everybody by name.',
  query: explainInstant.query,
  response: explainInstant.response,
});

export const adminListOccurrences = endpoint({
  ...one,
  path: '/admin/jobs/:id/occurrences',
  summary: 'The occurrences of anybody’s job in a window of time, each with its verdict',
  query: listOccurrences.query,
  response: listOccurrences.response,
});

export const adminListVersions = endpoint({
  ...one,
  path: '/admin/jobs/:id/history',
  summary: 'The versions of anybody’s job, the newest first: who changed what, and when',
  description: 'Of a deleted job too. Everybody is named by address.',
  query: listVersions.query,
  response: listVersions.response,
});

export const adminJobPunctuality = endpoint({
  ...one,
  path: '/admin/jobs/:id/punctuality',
  summary: 'How punctual anybody’s job was in the last days',
  response: jobPunctuality.response,
});

export const adminRunNeighbours = endpoint({
  ...one,
  path: '/admin/runs/:id/neighbours',
  summary: 'The runs of the same job before and after anybody’s run',
  response: runNeighbours.response,
});
