import Button from '@atlaskit/button/new';
import { useCallback, useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportView as View } from '../../../src/contract/import';
import type { LeaversStart } from '../../../src/contract/leavers';
import type { Reply } from '../../../src/contract/reply';
import type { AccountId } from '../../../src/domain/ids';
import { call } from '../../platform/call';
import { displayNames } from '../../platform/accounts';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/loading';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import { useReader } from '../../features/import/file/use-reader';
import { ImportsList } from '../../features/import/imports-list';
import { ImportView } from '../../features/import/progress/import-view';
import { useMoving } from '../../features/import/progress/use-moving';
import { NewList } from '../../features/leavers/new-list';
import '../../features/import/import.css';

type Named = LeaversStart & { readonly names: ReadonlyMap<AccountId, string> };

async function load(): Promise<Reply<Named>> {
  const reply = await call('leavers.start', {});
  if (!reply.ok) return reply;
  const owners = new Set(reply.data.lists.map(({ owner }) => owner));
  return { ok: true, data: { ...reply.data, names: await displayNames([...owners]) } };
}

/** Lists of people who left: a new one, or how the others are. */
export default function LeaversTab(): ReactElement {
  const t = useTranslate();
  const { loaded, reload } = useLoaded(load);
  const [round, setRound] = useState(0);
  const renew = useCallback((): void => {
    setRound((before) => before + 1);
    reload();
  }, [reload]);
  if (!loaded) return <Loading />;
  if (!loaded.ok) {
    return (
      <div className="import">
        <ErrorNotice
          error={loaded.error}
          title={t('leavers.failed.title')}
          action={<Button onClick={reload}>{t('import.result.reload')}</Button>}
        />
      </div>
    );
  }
  return <Lists key={round} first={loaded.data} onNew={renew} />;
}

type Shown = { readonly at: 'new' | 'earlier' } | { readonly at: 'opened'; readonly view: View };

function Lists({ first, onNew }: { readonly first: Named; readonly onNew: () => void }): ReactElement {
  const t = useTranslate();
  const reader = useReader();
  const [listed, setListed] = useState(first);
  const lists = useMoving(listed.lists);
  const [shown, setShown] = useState<Shown>({ at: 'new' });
  const refresh = useCallback((): void => {
    void load().then((reply) => reply.ok && setListed(reply.data));
  }, []);
  const showEarlier = (): void => {
    setShown({ at: 'earlier' });
    refresh();
  };
  return (
    <div className="import">
      <div hidden={shown.at !== 'new'}>
        <div className="stack">
          {lists.length > 0 && (
            <div className="earlier-imports">
              <Button appearance="subtle" onClick={showEarlier}>
                {t('leavers.earlier', { count: lists.length })}
              </Button>
            </div>
          )}
          <NewList start={listed} reader={reader} onStarted={refresh} onNew={onNew} />
        </div>
      </div>
      {shown.at === 'earlier' && (
        <ImportsList
          kind="leavers"
          imports={lists}
          names={listed.names}
          onOpen={(view) => setShown({ at: 'opened', view })}
          onRefresh={refresh}
          onBack={() => setShown({ at: 'new' })}
        />
      )}
      {shown.at === 'opened' && (
        <ImportView
          key={shown.view.id}
          first={shown.view}
          reader={reader}
          head={() => (
            <div>
              <button type="button" className="link-button" onClick={showEarlier}>
                {t('leavers.earlier.title')}
              </button>
            </div>
          )}
        />
      )}
    </div>
  );
}
