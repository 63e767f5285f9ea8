import type { UserView } from '@punctual/contracts/users/user';
import { lazy, Suspense } from 'react';
import { useOutletContext, useSearchParams } from 'react-router';
import { LinkTabs } from '../../components/link-tabs.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { loadPart } from '../../lib/load-part.ts';
import { settingsWords } from '../../lib/strings/settings.ts';

const PANELS = {
  profile: lazy(async () => ({
    default: (await loadPart(() => import('../../features/settings/profile/profile-panel.tsx'))).ProfilePanel,
  })),
  sessions: lazy(async () => ({
    default: (await loadPart(() => import('../../features/settings/sessions-panel.tsx'))).SessionsPanel,
  })),
  keys: lazy(async () => ({
    default: (await loadPart(() => import('../../features/settings/keys/keys-panel.tsx'))).KeysPanel,
  })),
  shortcuts: lazy(async () => ({
    default: (await loadPart(() => import('../../features/settings/shortcuts-panel.tsx'))).ShortcutsPanel,
  })),
};
type Tab = keyof typeof PANELS;
const TABS = Object.keys(PANELS) as Tab[];

export function SettingsPage() {
  const user = useOutletContext<UserView>();
  const [search] = useSearchParams();
  const tab = TABS.find((name) => name === search.get('tab')) ?? 'profile';
  const Panel = PANELS[tab];
  return (
    <>
      <PageHeader
        title={settingsWords.title}
        documentTitle={`${settingsWords.tabs[tab]} · ${settingsWords.title}`}
      />
      <LinkTabs
        label={settingsWords.tabsLabel}
        current={tab}
        tabs={TABS.map((value) => ({ value, label: settingsWords.tabs[value], search: `?tab=${value}` }))}
      />
      <Suspense fallback={<SkeletonRows rows={3} height={72} />}>
        <Panel user={user} />
      </Suspense>
    </>
  );
}
