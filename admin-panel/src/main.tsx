import './lib/strings/plural.ts';
import './lib/strings/list.ts';
import { speak } from './lib/strings/in-language.ts';
import { language } from './lib/strings/language.ts';

/** Modules take their words while they load: another language than English is there before the first of them. */
async function learn(): Promise<void> {
  if (language === 'de') speak((await import('./lib/strings/de/dictionary.ts')).german);
}

void learn().then(() => import('./start.tsx'));
