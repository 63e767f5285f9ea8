import type { UserView } from '@punctual/contracts/users/user';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLoaderData } from 'react-router';
import { useLive } from '../../lib/live/live.ts';
import { meQuery } from '../../lib/session/me.ts';
import { en } from '../../lib/strings/en.ts';
import { ConnectionBar } from './connection-bar.tsx';
import { Header } from './header.tsx';
import { NavLinks } from './nav-links.tsx';
import { ServiceBar } from './service-bar.tsx';
import classes from './shell.module.css';
import { ShellDialogs } from './shell-dialogs.tsx';
import { ShellShortcuts } from './shell-shortcuts.tsx';
import { Toasts } from './toasts/toasts.tsx';
import { useFailingJobs } from './use-failing-jobs.ts';
import { usePrefetch } from './use-prefetch.ts';
import { useReturnOfConnection } from './use-return-of-connection.ts';
import { useRowClicks } from './use-row-clicks.ts';
import { useSessionEnd } from './use-session-end.ts';

/** Surrounds every page of a user who is logged in. */
export function Shell() {
  const loaded = useLoaderData<UserView>();
  const { data: user = loaded } = useQuery({ ...meQuery, enabled: false });
  useLive(user.id);
  useFailingJobs();
  useSessionEnd();
  useReturnOfConnection();
  usePrefetch();
  useRowClicks();
  return (
    <>
      <a className={classes.skip} href="#main">
        {en.skipToContent}
      </a>
      <Header user={user} />
      <ConnectionBar />
      <ServiceBar isAdmin={user.role === 'admin'} />
      <div className={classes.body}>
        <nav className={classes.rail} aria-label={en.nav.main}>
          <NavLinks isAdmin={user.role === 'admin'} />
        </nav>
        <main id="main" tabIndex={-1} data-quiet-focus className={classes.main}>
          <Outlet context={user} />
        </main>
      </div>
      <Toasts />
      <ShellShortcuts isAdmin={user.role === 'admin'} />
      <ShellDialogs user={user} />
    </>
  );
}
