import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { keyCaps } from '../../lib/shortcuts/keys.ts';
import { en } from '../../lib/strings/en.ts';
import { openDialog } from './dialogs.ts';
import classes from './search-button.module.css';

/** Opens the search; on a phone a sign without words. */
export function SearchButton() {
  return (
    <UnstyledButton
      className={classes.search}
      aria-label={en.nav.search}
      onClick={() => openDialog('search')}
    >
      <IconSearch size={18} stroke={1.75} aria-hidden />
      <span className={classes.words} aria-hidden>
        {en.nav.search}
        <kbd>{keyCaps('mod+k').join(' ')}</kbd>
      </span>
    </UnstyledButton>
  );
}
