import { CSV_CUT } from '@punctual/contracts/api/limits';
import { errorWords } from './api/error-words.ts';
import { saveFile } from './save-file.ts';
import { csvWords as words } from './strings/csv.ts';
import { wallTimeAt } from './time/wall-time.ts';
import { viewerZone } from './time/zones.ts';
import { showToast } from './toasts.ts';

/** By it spreadsheets know that a file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';
/** More characters than the last line of a file that was cut has. */
const LAST_LINE = 4_096;

/** Asks for a list and has the browser save it as a file; says whether it is whole: one that is full says so at its end. */
export async function saveList(name: string, ask: () => Promise<Response>): Promise<void> {
  try {
    const rows = await (await ask()).blob();
    const today = wallTimeAt(new Date(), viewerZone()).date;
    saveFile(`punctual-${name}-${today}.csv`, [BYTE_ORDER_MARK, rows], 'text/csv;charset=utf-8');
    const end = (await rows.slice(-LAST_LINE).text()).trimEnd().split('\r\n').at(-1) ?? '';
    if (end.startsWith(`"${CSV_CUT}`)) showToast(words.cut, { kind: 'failed' });
    else showToast(words.done);
  } catch (error) {
    showToast(words.failed(errorWords(error)), { kind: 'failed' });
  }
}
