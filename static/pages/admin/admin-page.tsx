import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { lazy } from 'react';
import type { ReactElement } from 'react';
import type { Screen } from '../../platform/screen';
import { Later } from '../../ui/later';
import { Loading } from '../../ui/loading';
import { useTab } from '../../ui/use-tab';
import { useTranslate } from '../../i18n/use-translate';
import './admin.css';
import { usePolicy } from '../../features/policy/use-policy';

const GetStarted = lazy(() => import('./get-started-tab'));
const PolicyTab = lazy(() => import('./policy-tab'));
const KeysTab = lazy(() => import('./keys-tab'));
const ImportsTab = lazy(() => import('./imports-tab'));
const UpkeepTab = lazy(() => import('./reconcile-tab'));
const AuditTab = lazy(() => import('./audit-tab'));

const TABS = ['get-started', 'policy', 'keys', 'imports', 'upkeep', 'audit'] as const;

/** The Jira admin's page. Jira opens it under three names: to set up, to configure, and from the list of apps. */
export function AdminPage({ moduleKey, accountId }: Pick<Screen, 'moduleKey' | 'accountId'>): ReactElement {
  const t = useTranslate();
  const { tab, choose } = useTab(TABS, moduleKey === 'configure' ? 'policy' : 'get-started');
  const policy = usePolicy();
  return (
    // Panels stay: what is being edited in one survives a look at another.
    <Tabs
      id="guestlist"
      selected={TABS.indexOf(tab)}
      onChange={(index) => choose(TABS[index] ?? 'get-started')}
      shouldUnmountTabPanelOnChange={false}
    >
      <TabList>
        {TABS.map((each) => (
          <Tab key={each}>{t(`admin.tab.${each}`)}</Tab>
        ))}
      </TabList>
      <TabPanel>
        <Panel>
          <GetStarted
            policy={policy}
            accountId={accountId}
            onPolicy={() => choose('policy')}
            onKeys={() => choose('keys')}
          />
        </Panel>
      </TabPanel>
      <TabPanel>
        <Panel>
          <PolicyTab policy={policy} onGetStarted={() => choose('get-started')} />
        </Panel>
      </TabPanel>
      <TabPanel>
        <Panel>
          <KeysTab />
        </Panel>
      </TabPanel>
      <TabPanel>
        <Panel>
          <ImportsTab />
        </Panel>
      </TabPanel>
      <TabPanel>
        <Panel>
          <UpkeepTab onPolicy={() => choose('policy')} onKeys={() => choose('keys')} />
        </Panel>
      </TabPanel>
      <TabPanel>
        <Panel>
          <AuditTab />
        </Panel>
      </TabPanel>
    </Tabs>
  );
}

function Panel({ children }: { readonly children: ReactElement }): ReactElement {
  return (
    <div className="panel">
      <Later fallback={<Loading />}>{children}</Later>
    </div>
  );
}
