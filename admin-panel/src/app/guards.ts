import { type LoaderFunctionArgs, redirect } from 'react-router';
import { loadPart } from '../lib/load-part.ts';
import { fetchMe } from '../lib/session/me.ts';
import { loginFor, nextPage, secondFactorFor, takeNextPage } from '../lib/session/next-page.ts';
import { isLoggedIn } from '../lib/session/session.ts';

const START = '/';

/** Guards pages that need a login: others log in first and come back. */
export async function requireSession({ request }: LoaderFunctionArgs) {
  const { pathname, search } = new URL(request.url);
  if (!(await isLoggedIn(pathname !== START))) throw redirect(loginFor(`${pathname}${search}`));
  const user = await fetchMe();
  if (user.secondFactor === 'due') throw redirect(secondFactorFor(`${pathname}${search}`));
  return user;
}

/** Guards the page where administrators set up the second factor that is demanded of them; others go on. */
export async function requireSecondFactorDue({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  if (!(await isLoggedIn(true))) throw redirect(loginFor(pathname));
  const user = await fetchMe();
  if (user.secondFactor !== 'due') throw redirect(nextPage(searchParams.get('next')));
  return user;
}

/** Guards the pages of login and registration: a user who is logged in goes on. */
export async function requireNobody({ request }: LoaderFunctionArgs) {
  const next = new URL(request.url).searchParams.get('next');
  const loggedIn = await isLoggedIn(false).catch(() => false);
  return loggedIn ? redirect(nextPage(next)) : null;
}

/** Finishes a login through the provider, which leads back to this address, and goes on where it was asked for. */
export async function finishProviderLogin({ request }: LoaderFunctionArgs) {
  const { search, pathname } = new URL(request.url);
  // Works once; it is to stay in no history.
  window.history.replaceState(window.history.state, '', pathname);
  const { finishLogin } = await loadPart(() => import('../features/auth/api/finish-oidc.ts'));
  const outcome = await finishLogin(search);
  if (outcome === 'in') throw redirect(takeNextPage());
  return outcome;
}

/**
 * Redirects from the start page: to the overview that the user needs, without a job to the first one, without
 * a login to the login page.
 */
export async function redirectHome() {
  if (!(await isLoggedIn(false))) return redirect('/login');
  // Only who begins there needs to know what jobs are.
  const { firstPage } = await loadPart(() => import('./first-page.ts'));
  return redirect(await firstPage());
}
