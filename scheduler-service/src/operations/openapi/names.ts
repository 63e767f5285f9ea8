import type { Endpoint } from '@punctual/contracts/api/endpoint';

type Named = Pick<Endpoint, 'method' | 'path'>;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Names an operation for generated clients, as long as its path stays: `GET /users/jobs/:id/runs` → `getUsersJobsByIdRuns`. */
export function buildOperationId({ method, path }: Named): string {
  const words = path.replace(/:/g, 'by-').split(/[^A-Za-z0-9]+/);
  return method.toLowerCase() + words.map(capital).join('');
}

/** Converts Express's `:id` to OpenAPI's `{id}`. */
export const convertPathToTemplate = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

/** Parts of the API in the order of the reference, by the paths of their endpoints; the first that fits counts. */
const TAGS: [RegExp, string, string][] = [
  [/^\/users\/jobs/, 'Jobs', 'What is to run, and when.'],
  [/^\/users\/runs/, 'Runs', 'What ran, what runs, and what became of it.'],
  [/^\/schedules\//, 'Schedules', 'What a schedule means, before it is used.'],
  [/^(\/users)?\/tasks/, 'Tasks', 'The kinds of task there are, and what one would send.'],
  [/^\/events/, 'Events', 'Changes as they happen.'],
  [/^\/users\/(overview|calendar|timeline)/, 'Overview', 'One’s own figures, and one’s time as a picture.'],
  [
    /^\/users\/api-keys/,
    'API keys',
    'For services: a key, its scopes, its rate and its end. Log in for these.',
  ],
  [/^\/auth\//, 'Accounts', 'Registration, logins, sessions, the profile.'],
  [/^\/admin\//, 'Administration', 'Everybody’s accounts, jobs and runs. Role admin.'],
  [/^\//, 'Operations', 'Health, figures, and this description.'],
];

export const findTag = ({ path }: Named): string =>
  TAGS.find(([pattern]) => pattern.test(path))?.[1] ?? 'Operations';

export const listTags = (endpoints: readonly Named[]): { name: string; description: string }[] => {
  const used = new Set(endpoints.map(findTag));
  return TAGS.filter(([, name]) => used.has(name)).map(([, name, description]) => ({ name, description }));
};
