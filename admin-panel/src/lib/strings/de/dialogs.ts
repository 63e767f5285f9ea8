import type { dialogWords as English } from '../dialogs.ts';
import { plural } from '../plural.ts';

/** Words of the parts that ask and tell, in German. */
export const dialogs: typeof English = {
  typeToConfirm: (typed) => `Zum Bestätigen ${typed} eingeben`,
  close: 'Schließen',
  dismiss: 'Ausblenden',
  activity: 'Aktivität',
  activityOf: (unseen) => (unseen === 0 ? 'Aktivität' : `Aktivität, ${unseen} neu`),
  runEnded: (job, status, result) => `„${job}“: ${status}. ${result}`.trim(),
  noActivity: 'Noch nichts. Was Sie tun, steht dann hier.',
  failing: (count) => `${plural(count, 'Job schlägt', 'Jobs schlagen')} fehl.`,
};
