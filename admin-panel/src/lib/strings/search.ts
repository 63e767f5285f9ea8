import { inLanguage } from './in-language.ts';

/** Words of the search that opens from anywhere. */
export const searchWords = inLanguage('search', {
  title: 'Search and commands',
  placeholder: 'Jobs, pages, commands, ids',
  jobs: 'Jobs',
  byId: 'By id',
  acts: 'Act on a job',
  views: 'Views',
  pages: 'Pages',
  commands: 'Commands',
  none: 'Nothing found.',
  looking: 'Looking…',
  openJob: (name: string) => `Job “${name}”`,
  openRun: (jobName: string) => `Run of “${jobName}”`,
  run: (name: string) => `Run “${name}” now`,
  disable: (name: string) => `Disable “${name}”`,
  enable: (name: string) => `Enable “${name}”`,
  view: (list: string, name: string) => `${list}: ${name}`,
  light: 'Theme: light',
  dark: 'Theme: dark',
  system: 'Theme: same as system',
  shortcuts: 'Show shortcuts',
  reference: 'API reference',
  settings: [
    ['profile', 'Settings: profile'],
    ['sessions', 'Settings: logins'],
    ['keys', 'Settings: API keys'],
    ['shortcuts', 'Settings: shortcuts'],
  ],
} as const);
