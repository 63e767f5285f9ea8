/** "15 Minuten" → "alle 15 Minuten", "Minute" → "jede Minute"; with a capital letter where it begins a line. */
export function every(words: string, begins = false): string {
  const [all, each] = begins ? ['Alle', 'Jede'] : ['alle', 'jede'];
  return /^\d/.test(words) ? `${all} ${words}` : `${each}${words === 'Tag' ? 'n' : ''} ${words}`;
}
