import Button from '@atlaskit/button/new';
import { useCallback, useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import type { ImportStart, ImportView as View } from '../../../src/contract/import';
import type { Reply } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { displayNames } from '../../platform/accounts';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/loading';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import { ImportView } from '../../features/import/progress/import-view';
import { ImportsList } from '../../features/import/imports-list';
import { NewImport } from '../../features/import/new/new-import';
import '../../features/import/import.css';

/** A table from the Invite tab, to be read at once. */
export interface HandedOver {
  readonly table: string;
  /** Counts them: each is another one. */
  readonly count: number;
}

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
export default function ImportTab({
  handedOver,
  onTaken,
}: {
  readonly handedOver: HandedOver;
  readonly onTaken: (count: number) => void;
}): ReactElement {
  const t = useTranslate();
  const { loaded, reload } = useLoaded(load);
  const { table, count } = handedOver;
  const [opened, setOpened] = useState<{ readonly view: View; readonly count: number }>();
  // An import that is shown goes on without the page, and makes room for what is handed over.
  const shown = opened?.count === count ? opened.view : undefined;
  const show = (view: View): void => setOpened({ view, count });
  const read = useCallback(() => onTaken(count), [onTaken, count]);
  const [fresh, setFresh] = useState<Reply<Listed>>();
  // The list alone: a file that was read stays.
  const refresh = async (): Promise<void> => {
    const reply = await call('import.list', {});
    setFresh(reply.ok ? { ok: true, data: await withNames(reply.data) } : reply);
  };
  const back = useCallback((): void => {
    setOpened(undefined);
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
      <NewImport key={count} start={loaded.data} handedOver={table} onTaken={read} onShow={show} />
      {fresh?.ok === false && <ErrorNotice error={fresh.error} title={t('import.failed.title')} />}
      <ImportsList
        {...(fresh?.ok ? fresh.data : loaded.data)}
        onOpen={show}
        onRefresh={() => void refresh()}
      />
    </div>
  );
}
