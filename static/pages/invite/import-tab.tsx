import Button from '@atlaskit/button/new';
import { useCallback, useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import type { ImportStart, ImportView as View } from '../../../src/contract/import';
import type { Reply } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { displayNames } from '../../platform/jira';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/loading';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import { ImportView } from '../../features/import/progress/import-view';
import { ImportsList } from '../../features/import/imports-list';
import { NewImport } from '../../features/import/new/new-import';
import '../../features/import/import.css';

interface Listed {
  readonly imports: readonly View[];
  readonly names: ReadonlyMap<AccountId, string>;
}

async function load(): Promise<Reply<ImportStart & Listed>> {
  const reply = await call('import.start', {});
  return reply.ok ? { ok: true, data: { ...reply.data, ...(await withNames(reply.data.imports)) } } : reply;
}

async function withNames(imports: readonly View[]): Promise<Listed> {
  return { imports, names: await displayNames([...new Set(imports.map(({ owner }) => owner))]) };
}

/** Many customers from a file: a new import, or how the others are. */
export default function ImportTab(): ReactElement {
  const t = useTranslate();
  const { loaded, reload } = useLoaded(load);
  const [shown, setShown] = useState<View>();
  const [fresh, setFresh] = useState<Reply<Listed>>();
  // The list alone: a file that was read stays.
  const refresh = async (): Promise<void> => {
    const reply = await call('import.list', {});
    setFresh(reply.ok ? { ok: true, data: await withNames(reply.data) } : reply);
  };
  const back = useCallback((): void => {
    setShown(undefined);
    setFresh(undefined);
    reload();
  }, [reload]);

  if (shown) {
    return (
      <div className="import">
        <ImportView key={shown.id} first={shown} onBack={back} />
      </div>
    );
  }
  if (!loaded) return <Loading />;
  if (!loaded.ok) {
    return (
      <div className="import">
        <ErrorNotice
          error={loaded.error}
          title={t('import.failed.title')}
          action={<Button onClick={reload}>{t('import.result.reload')}</Button>}
        />
      </div>
    );
  }
  return (
    <div className="import stack">
      <NewImport start={loaded.data} onShow={setShown} />
      {fresh?.ok === false && <ErrorNotice error={fresh.error} title={t('import.failed.title')} />}
      <ImportsList
        {...(fresh?.ok ? fresh.data : loaded.data)}
        onOpen={setShown}
        onRefresh={() => void refresh()}
      />
    </div>
  );
}
