import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { keyCaps } from '../../lib/shortcuts/keys.ts';
import { en } from '../../lib/strings/en.ts';
import { openDialog } from './dialogs.ts';
import classes from './search-button.module.css';

/** Opens the search; on a phone an icon, with the word for screen readers. */
export function SearchButton() {
  return (
    <UnstyledButton className={classes.search} onClick={() => openDialog('search')}>
      <IconSearch size={18} stroke={1.75} aria-hidden />
      <span className={classes.words}>{en.nav.search}</span>
      <kbd>{keyCaps('mod+k').join(' ')}</kbd>
    </UnstyledButton>
  );
}
