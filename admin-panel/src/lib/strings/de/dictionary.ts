import { account } from './account.ts';
import { admin } from './admin.ts';
import { api } from './api.ts';
import { audit } from './audit.ts';
import { calendar } from './calendar.ts';
import { commands } from './commands.ts';
import { csv } from './csv.ts';
import { dialogs } from './dialogs.ts';
import { form } from './form.ts';
import { formOptions } from './form-options.ts';
import { formPolicies } from './form-policies.ts';
import { formSummary } from './form-summary.ts';
import { formWhat } from './form-what.ts';
import { formWhen } from './form-when.ts';
import { general } from './general.ts';
import { importing } from './import.ts';
import { job } from './job.ts';
import { jobsList } from './jobs.ts';
import { overview } from './overview.ts';
import { placeholders } from './placeholders.ts';
import { runs } from './runs.ts';
import { search } from './search.ts';
import { service } from './service.ts';
import { settings } from './settings.ts';
import { shortcuts } from './shortcuts.ts';
import { tagChange } from './tag-change.ts';
import { views } from './views.ts';

/**
 * German, by the areas of its words. Loads nothing but what the entry has, because it is there before the panel is;
 * the build checks it.
 */
export const german = {
  account,
  admin,
  api,
  audit,
  calendar,
  commands,
  csv,
  dialogs,
  form,
  'form-options': formOptions,
  'form-policies': formPolicies,
  'form-summary': formSummary,
  'form-what': formWhat,
  'form-when': formWhen,
  general,
  import: importing,
  job,
  jobs: jobsList,
  overview,
  placeholders,
  runs,
  search,
  service,
  settings,
  shortcuts,
  'tag-change': tagChange,
  views,
};
