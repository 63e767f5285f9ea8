import { MAX_CSV_ROWS } from '@punctual/contracts/api/limits';
import type { csvWords as English } from '../csv.ts';
import { figure } from '../plural.ts';

/** Words about a list that is saved as a file, in German. */
export const csv: typeof English = {
  done: 'Die Liste ist als Datei gespeichert.',
  cut: `Die Datei enthält die ersten ${figure(MAX_CSV_ROWS)} Zeilen, und es gibt mehr. Für die anderen die Filter enger fassen.`,
  failed: (why) => `Die Liste konnte nicht als Datei gespeichert werden. ${why}`,
};
