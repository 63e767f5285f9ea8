import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import type { UserView } from '@punctual/contracts/users/user';
import { IconApi, IconChevronDown, IconKeyboard, IconLogout, IconSettings } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Segments } from '../../components/segments.tsx';
import { endSession } from '../../lib/session/session.ts';
import { en } from '../../lib/strings/en.ts';
import { shortcutWords } from '../../lib/strings/shortcuts.ts';
import classes from './account-menu.module.css';
import { openDialog } from './dialogs.ts';
import { closePanel, DropPanel } from './drop-panel.tsx';

const THEMES = [
  { value: 'light', label: en.account.light },
  { value: 'dark', label: en.account.dark },
  { value: 'auto', label: en.account.system },
] as const;

export function AccountMenu({ user }: { user: UserView }) {
  return (
    <DropPanel label={en.account.open(user.email)} sign={<Initial user={user} />}>
      <div className={classes.who}>
        {user.name !== null && <strong>{user.name}</strong>}
        <span>{user.email}</span>
        {user.role === 'admin' && <span>{en.account.administrator}</span>}
      </div>
      <ThemeChoice />
      <Link to="/settings" className={classes.item} onClick={closePanel}>
        <IconSettings size={18} stroke={1.75} aria-hidden />
        {en.account.settings}
      </Link>
      <Link to="/developers" className={classes.item} onClick={closePanel}>
        <IconApi size={18} stroke={1.75} aria-hidden />
        {en.nav.api}
      </Link>
      <button
        type="button"
        className={classes.item}
        onClick={(event) => {
          closePanel(event);
          openDialog('shortcuts');
        }}
      >
        <IconKeyboard size={18} stroke={1.75} aria-hidden />
        {shortcutWords.list}
      </button>
      <button type="button" className={classes.item} onClick={() => void endSession()}>
        <IconLogout size={18} stroke={1.75} aria-hidden />
        {en.account.logOut}
      </button>
    </DropPanel>
  );
}

function Initial({ user }: { user: UserView }) {
  return (
    <>
      <span className={classes.initial} aria-hidden>
        {(user.name ?? user.email).slice(0, 1).toUpperCase()}
      </span>
      <IconChevronDown size={16} aria-hidden />
    </>
  );
}

function ThemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className={classes.theme}>
      <Segments<MantineColorScheme>
        name="theme-of-menu"
        label={en.account.theme}
        labelShown
        options={THEMES}
        value={colorScheme}
        onChange={setColorScheme}
      />
    </div>
  );
}
