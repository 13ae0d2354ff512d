import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { lazy, useState } from 'react';
import type { ReactElement } from 'react';
import type { ProjectSettings } from '../../../src/domain/policy/policy';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { ErrorNotice } from '../../ui/error-notice';
import { Later } from '../../ui/later';
import { Loading } from '../../ui/loading';
import { useLoaded } from '../../ui/use-loaded';
import { useTab } from '../../ui/use-tab';
import { useTranslate } from '../../i18n/use-translate';
import './project.css';

const OverviewTab = lazy(() => import('./overview-tab'));
const PolicyTab = lazy(() => import('./policy-tab'));
const AuditTab = lazy(() => import('./audit-tab'));
const RetryButton = lazy(() => import('../../ui/retry-button'));
const KeysTab = lazy(() => import('./keys-tab'));

const TABS = ['overview', 'policy', 'audit', 'keys'] as const;
const TABS_WITHOUT_KEYS = ['overview', 'policy', 'audit'] as const;

const loadSettings = () => call('project.show', {});

/** The project admin's page: what is allowed in the project, what happened in it, and its API keys. */
export function ProjectPage(): ReactElement {
  const t = useTranslate();
  const { loaded, reload } = useLoaded(loadSettings);
  const [newer, setNewer] = useState<ProjectSettings>();
  if (!loaded) return <Loading />;
  if (!loaded.ok) return <Refused error={loaded.error} onRetry={reload} />;
  const settings = newer ?? loaded.data;
  return (
    <>
      <p className="plain-text measure intro">{t('project.intro')}</p>
      <ProjectTabs settings={settings} onSettings={setNewer} />
    </>
  );
}

function ProjectTabs({
  settings,
  onSettings,
}: {
  readonly settings: ProjectSettings;
  readonly onSettings: (settings: ProjectSettings) => void;
}): ReactElement {
  const t = useTranslate();
  const tabs = settings.mayMakeKeys ? TABS : TABS_WITHOUT_KEYS;
  const { tab, choose } = useTab<(typeof TABS)[number]>(tabs, 'overview');
  const panels = {
    overview: <OverviewTab onAudit={() => choose('audit')} />,
    policy: <PolicyTab settings={settings} onSettings={onSettings} />,
    audit: <AuditTab />,
    keys: <KeysTab />,
  };
  return (
    // Panels stay: what is being edited in one survives a look at another.
    <Tabs
      id="guestlist"
      selected={Math.max(
        0,
        tabs.findIndex((each) => each === tab),
      )}
      onChange={(index) => choose(tabs[index] ?? 'overview')}
      shouldUnmountTabPanelOnChange={false}
    >
      <TabList>
        {tabs.map((each) => (
          <Tab key={each}>{t(each === 'overview' ? 'project.tab.overview' : `admin.tab.${each}`)}</Tab>
        ))}
      </TabList>
      {tabs.map((each) => (
        <TabPanel key={each}>
          <div className="panel">
            <Later fallback={<Loading />}>{panels[each]}</Later>
          </div>
        </TabPanel>
      ))}
    </Tabs>
  );
}

/** Why there is nothing to set here, and who can change that. */
function Refused({
  error,
  onRetry,
}: {
  readonly error: ReplyError;
  readonly onRetry: () => void;
}): ReactElement {
  const t = useTranslate();
  const isOff = error.code === 'project-not-enabled';
  return (
    <ErrorNotice
      error={error}
      kind={isOff ? 'information' : 'warning'}
      title={t(isOff ? 'invite.not-enabled.title' : 'invite.failed.title')}
      titleSaysIt={isOff}
      action={
        <Later>
          <RetryButton error={error} onRetry={onRetry} />
        </Later>
      }
    />
  );
}
