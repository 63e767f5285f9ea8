import { createBrowserRouter, Outlet, type RouteObject } from 'react-router';
import { loadPart } from '../lib/load-part.ts';
import { CrashedPage } from './crashed-page.tsx';
import { useFirstPaintEnd } from './first-paint.ts';
import {
  finishProviderLogin,
  redirectHome,
  requireNobody,
  requireSecondFactorDue,
  requireSession,
} from './guards.ts';
import { AdminOnly } from './shell/admin-only.tsx';

/** Shows nothing until it is known whether the user is logged in: index.html has something to read meanwhile. */
const Loading = () => null;

/** Surrounds every page, of users who are logged in and of others. */
function Pages() {
  useFirstPaintEnd();
  return <Outlet />;
}

const loggedInPages: RouteObject[] = [
  { index: true, loader: redirectHome, Component: Loading },
  {
    path: 'overview',
    lazy: {
      Component: async () => (await loadPart(() => import('./routes/overview-page.tsx'))).OverviewPage,
    },
  },
  {
    path: 'jobs',
    lazy: { Component: async () => (await loadPart(() => import('./routes/jobs-page.tsx'))).JobsPage },
  },
  {
    path: 'jobs/new',
    lazy: { Component: async () => (await loadPart(() => import('./routes/new-job-page.tsx'))).NewJobPage },
  },
  {
    path: 'jobs/import',
    lazy: { Component: async () => (await loadPart(() => import('./routes/import-page.tsx'))).ImportPage },
  },
  {
    path: 'jobs/:id/edit',
    lazy: { Component: async () => (await loadPart(() => import('./routes/edit-job-page.tsx'))).EditJobPage },
  },
  {
    path: 'jobs/:id',
    lazy: { Component: async () => (await loadPart(() => import('./routes/job-page.tsx'))).JobPage },
  },
  {
    path: 'runs',
    lazy: { Component: async () => (await loadPart(() => import('./routes/runs-page.tsx'))).RunsPage },
  },
  {
    path: 'runs/:id',
    lazy: { Component: async () => (await loadPart(() => import('./routes/run-page.tsx'))).RunPage },
  },
  {
    path: 'calendar',
    lazy: {
      Component: async () => (await loadPart(() => import('./routes/calendar-page.tsx'))).CalendarPage,
    },
  },
  {
    path: 'developers',
    lazy: { Component: async () => (await loadPart(() => import('./routes/api-page.tsx'))).ApiPage },
  },
  {
    path: 'settings',
    lazy: {
      Component: async () => (await loadPart(() => import('./routes/settings-page.tsx'))).SettingsPage,
    },
  },
  {
    path: 'admin',
    Component: AdminOnly,
    children: [
      {
        index: true,
        lazy: {
          Component: async () =>
            (await loadPart(() => import('./routes/admin-overview-page.tsx'))).AdminOverviewPage,
        },
      },
      {
        path: 'jobs',
        lazy: {
          Component: async () => (await loadPart(() => import('./routes/admin-jobs-page.tsx'))).AdminJobsPage,
        },
      },
      {
        path: 'jobs/:id',
        lazy: {
          Component: async () => (await loadPart(() => import('./routes/admin-job-page.tsx'))).AdminJobPage,
        },
      },
      {
        path: 'runs',
        lazy: {
          Component: async () => (await loadPart(() => import('./routes/admin-runs-page.tsx'))).AdminRunsPage,
        },
      },
      {
        path: 'runs/:id',
        lazy: {
          Component: async () => (await loadPart(() => import('./routes/admin-run-page.tsx'))).AdminRunPage,
        },
      },
      {
        path: 'calendar',
        lazy: {
          Component: async () =>
            (await loadPart(() => import('./routes/admin-calendar-page.tsx'))).AdminCalendarPage,
        },
      },
      {
        path: 'users',
        lazy: { Component: async () => (await loadPart(() => import('./routes/users-page.tsx'))).UsersPage },
      },
      {
        path: 'audit',
        lazy: { Component: async () => (await loadPart(() => import('./routes/audit-page.tsx'))).AuditPage },
      },
      {
        path: 'health',
        lazy: {
          Component: async () => (await loadPart(() => import('./routes/health-page.tsx'))).HealthPage,
        },
      },
    ],
  },
  {
    path: '*',
    lazy: {
      Component: async () => (await loadPart(() => import('./routes/not-found-page.tsx'))).NotFoundPage,
    },
  },
];

export const router = createBrowserRouter([
  {
    Component: Pages,
    HydrateFallback: Loading,
    ErrorBoundary: CrashedPage,
    children: [
      {
        loader: requireNobody,
        children: [
          {
            path: 'login',
            lazy: {
              Component: async () => (await loadPart(() => import('./routes/login-page.tsx'))).LoginPage,
            },
          },
          {
            path: 'register',
            lazy: {
              Component: async () =>
                (await loadPart(() => import('./routes/register-page.tsx'))).RegisterPage,
            },
          },
          {
            path: 'forgot',
            lazy: {
              Component: async () => (await loadPart(() => import('./routes/forgot-page.tsx'))).ForgotPage,
            },
          },
        ],
      },
      {
        path: 'login/callback',
        loader: finishProviderLogin,
        lazy: {
          Component: async () => (await loadPart(() => import('./routes/provider-page.tsx'))).ProviderPage,
        },
      },
      // Where mailed links lead, whoever is logged in.
      {
        path: 'reset',
        lazy: { Component: async () => (await loadPart(() => import('./routes/reset-page.tsx'))).ResetPage },
      },
      {
        path: 'verify',
        lazy: {
          Component: async () => (await loadPart(() => import('./routes/verify-page.tsx'))).VerifyPage,
        },
      },
      {
        path: 'second-factor',
        loader: requireSecondFactorDue,
        lazy: {
          Component: async () =>
            (await loadPart(() => import('./routes/second-factor-page.tsx'))).SecondFactorPage,
        },
      },
      {
        id: 'shell',
        path: '/',
        loader: requireSession,
        shouldRevalidate: () => false,
        // Its own part: who logs in does not wait for it.
        lazy: { Component: async () => (await loadPart(() => import('./shell/shell.tsx'))).Shell },
        children: loggedInPages,
      },
    ],
  },
]);
