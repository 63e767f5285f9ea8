import type { UserView } from '@punctual/contracts/users/user';
import { useState } from 'react';
import { Segments } from '../../../components/segments.tsx';
import { chooseLanguage, type LanguageChoice, languageChoice } from '../../../lib/strings/language-choice.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { showToast } from '../../../lib/toasts.ts';
import { saveLanguage } from '../api/change-profile.ts';
import classes from '../section.module.css';

const words = settingsWords.profile;
const options = (['auto', 'en', 'de'] as const).map((value) => ({ value, label: words.languages[value] }));

/** Edits the language of the account: of the panel, of what the server says, and of its mails. */
export function LanguageSetting({ user }: { user: UserView }) {
  const [chosen, setChosen] = useState<LanguageChoice>(user.language ?? languageChoice.get());
  const choose = async (choice: LanguageChoice) => {
    setChosen(choice);
    // The account first: a page in a language that its account does not have would change back.
    if (await isSaved(choice)) chooseLanguage(choice);
    else setChosen(chosen);
  };
  return (
    <div className={classes.stack}>
      <Segments<LanguageChoice>
        name="language"
        label={words.language}
        labelShown
        options={options}
        value={chosen}
        onChange={(choice) => void choose(choice)}
      />
      <p className={classes.hint}>{words.languageHint}</p>
    </div>
  );
}

async function isSaved(choice: LanguageChoice): Promise<boolean> {
  try {
    await saveLanguage(choice === 'auto' ? null : choice);
    return true;
  } catch {
    showToast(words.languageNotSaved);
    return false;
  }
}
