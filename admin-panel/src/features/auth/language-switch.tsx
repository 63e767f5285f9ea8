import { UnstyledButton } from '@mantine/core';
import { LANGUAGES } from '@punctual/contracts/language';
import { language } from '../../lib/strings/language.ts';
import { chooseLanguage } from '../../lib/strings/language-choice.ts';
import { settingsWords } from '../../lib/strings/settings.ts';
import classes from './language-switch.module.css';

const { languages } = settingsWords.profile;

/** Offers the other languages, each by its own name, before anybody is logged in. */
export function LanguageSwitch() {
  return (
    <p className={classes.languages}>
      {LANGUAGES.filter((other) => other !== language).map((other) => (
        <UnstyledButton key={other} lang={other} onClick={() => chooseLanguage(other)}>
          {languages[other]}
        </UnstyledButton>
      ))}
    </p>
  );
}
