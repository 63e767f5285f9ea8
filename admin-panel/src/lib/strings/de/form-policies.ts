import { CATCH_UP_LIMIT } from '@punctual/contracts/jobs/job-limits';
import type { policyWords as English } from '../form-policies.ts';
import { figure } from '../plural.ts';

/** The words of the block for what may go wrong, in German. */
export const formPolicies: typeof English = {
  title: 'Wenn etwas schiefgeht',
  overlap: 'Wenn der vorige Lauf noch läuft',
  overlaps: {
    skip: 'Diesen überspringen',
    queueOne: 'Warten und danach einmal laufen',
    allow: 'Beide laufen lassen',
  },
  overlapSentence: {
    skip: 'Überspringt einen Lauf, solange der vorige noch läuft.',
    queueOne: 'Wartet, solange der vorige Lauf noch läuft, und läuft danach einmal.',
    allow: 'Läuft auch, während der vorige Lauf noch läuft.',
  },
  misfire: 'Wenn Punctual zu der Zeit ausgefallen war',
  misfires: {
    fireOnce: 'Einmal laufen, wenn es wieder da ist',
    skip: 'Überspringen',
    all: `Jeden versäumten nachholen, höchstens ${CATCH_UP_LIMIT}`,
  },
  misfireSentence: {
    fireOnce: 'Läuft einmal, wenn Punctual wieder da ist.',
    skip: 'Überspringt, was während eines Ausfalls von Punctual fällig war.',
    all: `Holt jeden versäumten Lauf nach, wenn Punctual wieder da ist, höchstens ${CATCH_UP_LIMIT}.`,
  },
  catchUp: 'Blickt höchstens zurück',
  retry: 'Bei Fehlschlag',
  once: 'Bei Fehlschlag gibt es keinen weiteren Versuch.',
  attemptsSentence: (attempts, waits, within) =>
    `Bis zu ${figure(attempts)} Versuche mit Pausen von bis zu ${waits}, binnen: ${within}.`,
  fixedSentence: (attempts, wait, within) =>
    `Bis zu ${figure(attempts)} Versuche mit Pausen von ${wait}, binnen: ${within}.`,
  attempts: 'Versuche',
  backoff: 'Pausen',
  backoffs: { exponential: 'Verdoppelt', fixed: 'Gleich lang' },
  delay: 'Erste Pause',
  maxAge: 'Aufgeben nach',
  durationHint: 'Zum Beispiel 30s, 5m oder 2h',
};
