/** Words of the search that opens from anywhere. */
export const searchWords = {
  title: 'Search and commands',
  placeholder: 'Jobs, pages, commands',
  jobs: 'Jobs',
  pages: 'Pages',
  commands: 'Commands',
  none: 'Nothing found.',
  looking: 'Looking…',
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
} as const;
