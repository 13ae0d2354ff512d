import Spinner from '@atlaskit/spinner';
import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { lazy, useCallback, useState } from 'react';
import type { ReactElement } from 'react';
import { call } from '../../platform/call';
import { Later } from '../../ui/later';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import type { HandedOver } from './import-tab';
import { InviteTab } from './invite-tab';

// Shown later, so loaded later: the first load stays small.
const History = lazy(() => import('../../features/history/history'));
const Import = lazy(() => import('./import-tab'));
const TemporaryAccess = lazy(() => import('../../features/access-expiry/temporary-access'));
const Leavers = lazy(() => import('./leavers-tab'));
const OffHere = lazy(() => import('../../features/projects/off-here'));
const Refused = lazy(() => import('../../features/invite/refused'));

const loadStart = () => call('invite.start', {});

const IMPORT_TAB = 1;
const NOTHING_YET: HandedOver = { table: '', count: 0 };

/** The project page: Invite, Import, History, Temporary access and, where it is allowed, Remove customers; or why not. */
export function InvitePage(): ReactElement {
  const t = useTranslate();
  const { loaded: start, reload } = useLoaded(loadStart);
  const [tab, setTab] = useState(0);
  const [handedOver, setHandedOver] = useState<HandedOver>(NOTHING_YET);
  /** Counts what the import took: then the form need not keep it any more. */
  const [taken, setTaken] = useState(0);
  const onImport = useCallback((table: string): void => {
    setHandedOver(({ count }) => ({ table, count: count + 1 }));
    setTab(IMPORT_TAB);
  }, []);

  if (!start) return <Loading />;
  if (!start.ok) {
    return (
      <Later fallback={<Loading />}>
        {start.error.code === 'project-not-enabled' ? (
          <OffHere onDone={reload}>
            <Refused error={start.error} onRetry={reload} />
          </OffHere>
        ) : (
          <Refused error={start.error} onRetry={reload} />
        )}
      </Later>
    );
  }
  return (
    <Tabs id="guestlist" selected={tab} onChange={setTab} shouldUnmountTabPanelOnChange={false}>
      <TabList>
        <Tab>{t('invite.tab.invite')}</Tab>
        <Tab>{t('invite.tab.import')}</Tab>
        <Tab>{t('invite.tab.history')}</Tab>
        <Tab>{t('invite.tab.temporary')}</Tab>
        {start.data.mayRemoveByList && <Tab>{t('invite.tab.leavers')}</Tab>}
      </TabList>
      <TabPanel>
        <InviteTab start={start.data} round={taken} onImport={onImport} />
      </TabPanel>
      <TabPanel>
        <Later fallback={<Loading />}>
          <Import handedOver={handedOver} onTaken={setTaken} />
        </Later>
      </TabPanel>
      <TabPanel>
        <Later fallback={<Loading />}>
          <div className="panel">
            <History />
          </div>
        </Later>
      </TabPanel>
      <TabPanel>
        <Later fallback={<Loading />}>
          <div className="panel">
            <TemporaryAccess />
          </div>
        </Later>
      </TabPanel>
      {start.data.mayRemoveByList && (
        <TabPanel>
          <Later fallback={<Loading />}>
            <Leavers />
          </Later>
        </TabPanel>
      )}
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
