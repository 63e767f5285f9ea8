import { ActionIcon } from '@mantine/core';
import type { UserView } from '@punctual/contracts/users/user';
import { IconMenu2 } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { Logo } from '../../components/logo.tsx';
import { loadPart } from '../../lib/load-part.ts';
import { en } from '../../lib/strings/en.ts';
import { AccountMenu } from './account-menu.tsx';
import { ConnectionDot } from './connection-dot.tsx';
import classes from './header.module.css';
import { SearchButton } from './search-button.tsx';
import { ThemeButton } from './theme-button.tsx';
import { Bell } from './toasts/bell.tsx';

const NavDrawer = lazy(async () => ({
  default: (await loadPart(() => import('./nav-drawer.tsx'))).NavDrawer,
}));

export function Header({ user }: { user: UserView }) {
  const [opened, setOpened] = useState<boolean | null>(null);
  return (
    <header className={classes.header}>
      <ActionIcon
        className={classes.menu}
        variant="subtle"
        color="gray"
        size={44}
        aria-label={en.nav.open}
        aria-expanded={opened === true}
        onClick={() => setOpened(true)}
      >
        <IconMenu2 size={22} aria-hidden />
      </ActionIcon>
      <Link to="/" className={classes.home}>
        <Logo />
      </Link>
      <div className={classes.end}>
        <SearchButton />
        <ConnectionDot />
        <Bell />
        <ThemeButton />
        <AccountMenu user={user} />
      </div>
      {opened !== null && (
        <Suspense>
          <NavDrawer opened={opened} onClose={() => setOpened(false)} isAdmin={user.role === 'admin'} />
        </Suspense>
      )}
    </header>
  );
}
