import Spinner from '@atlaskit/spinner';
import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { lazy } from 'react';
import type { ReactElement } from 'react';
import { call } from '../../platform/call';
import { Later } from '../../ui/later';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import { InviteTab } from './invite-tab';

// Shown later, so loaded later: the first load stays small.
const History = lazy(() => import('../../features/history/history'));
const Import = lazy(() => import('./import-tab'));
const Refused = lazy(() => import('../../features/invite/refused'));

const loadStart = () => call('invite.start', {});

/** The project page: Invite, Import and History, or why not. */
export function InvitePage(): ReactElement {
  const t = useTranslate();
  const { loaded: start, reload } = useLoaded(loadStart);

  if (!start) return <Loading />;
  if (!start.ok) {
    return (
      <Later fallback={<Loading />}>
        <Refused error={start.error} onRetry={reload} />
      </Later>
    );
  }
  return (
    <Tabs id="guestlist" shouldUnmountTabPanelOnChange={false}>
      <TabList>
        <Tab>{t('invite.tab.invite')}</Tab>
        <Tab>{t('invite.tab.import')}</Tab>
        <Tab>{t('invite.tab.history')}</Tab>
      </TabList>
      <TabPanel>
        <InviteTab start={start.data} />
      </TabPanel>
      <TabPanel>
        <Later fallback={<Loading />}>
          <Import />
        </Later>
      </TabPanel>
      <TabPanel>
        <Later fallback={<Loading />}>
          <History />
        </Later>
      </TabPanel>
    </Tabs>
  );
}

function Loading(): ReactElement {
  const t = useTranslate();
  return (
    <div className="row">
      <Spinner label={t('ui.loading')} />
    </div>
  );
}
