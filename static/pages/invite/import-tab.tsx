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
import { useReader } from '../../features/import/file/use-reader';
import { ImportView } from '../../features/import/progress/import-view';
import { useMoving } from '../../features/import/progress/use-moving';
import { ImportsList } from '../../features/import/imports-list';
import { NewImport } from '../../features/import/new/new-import';
import { NewImportBar } from '../../features/import/new/new-import-bar';
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

/** What is on the page beside a new import, which stays as it is meanwhile. */
type Shown =
  | { readonly at: 'new' | 'earlier' }
  /** `instead`: of the new import of the same file, which is over with that. */
  | { readonly at: 'opened'; readonly view: View; readonly instead: boolean };

async function load(): Promise<Reply<ImportStart & Listed>> {
  const reply = await call('import.start', {});
  return reply.ok ? { ok: true, data: { ...reply.data, ...(await withNames(reply.data.imports)) } } : reply;
}

async function withNames(imports: readonly View[]): Promise<Listed> {
  return { imports, names: await displayNames([...new Set(imports.map(({ owner }) => owner))]) };
}

/** Many customers from a file: a new import, or how the others are. */
export default function ImportTab(handed: {
  readonly handedOver: HandedOver;
  readonly onTaken: (count: number) => void;
}): ReactElement {
  const t = useTranslate();
  const { loaded, reload } = useLoaded(load);
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
  return <Imports {...handed} start={loaded.data} onNew={reload} />;
}

function Imports({
  start,
  handedOver: { table, count },
  onTaken,
  onNew,
}: {
  readonly start: ImportStart & Listed;
  readonly handedOver: HandedOver;
  readonly onTaken: (count: number) => void;
  readonly onNew: () => void;
}): ReactElement {
  const t = useTranslate();
  const reader = useReader();
  const { listed, error, refresh } = useListed(start);
  const imports = useMoving(listed.imports);
  const [chosen, setChosen] = useState<Shown & { readonly count: number }>({ at: 'new', count });
  // What is shown goes on without the page, and makes room for what is handed over.
  const shown: Shown = chosen.count === count ? chosen : { at: 'new' };
  const show = (next: Shown): void => setChosen({ ...next, count });
  const showEarlier = (): void => {
    show({ at: 'earlier' });
    refresh();
  };
  const taken = useCallback(() => onTaken(count), [onTaken, count]);
  return (
    <div className="import">
      <div hidden={shown.at !== 'new'}>
        <div className="stack">
          {imports.length > 0 && (
            <div className="earlier-imports">
              <Button appearance="subtle" onClick={showEarlier}>
                {t('import.earlier', { count: imports.length })}
              </Button>
            </div>
          )}
          <NewImport
            key={count}
            start={{ ...start, imports }}
            reader={reader}
            handedOver={table}
            onTaken={taken}
            onStarted={refresh}
            onShow={(view) => show({ at: 'opened', view, instead: true })}
            onNew={onNew}
          />
        </div>
      </div>
      {shown.at === 'earlier' && (
        <div className="stack">
          {error && <ErrorNotice error={error} title={t('import.failed.title')} />}
          <ImportsList
            imports={imports}
            names={listed.names}
            onOpen={(view) => show({ at: 'opened', view, instead: false })}
            onRefresh={refresh}
            onBack={() => show({ at: 'new' })}
          />
        </div>
      )}
      {shown.at === 'opened' && (
        <ImportView
          key={shown.view.id}
          first={shown.view}
          reader={reader}
          foot={(view) => shown.instead && <NewImportBar view={view} onNew={onNew} />}
          head={() => (
            <div>
              <button type="button" className="link-button" onClick={showEarlier}>
                {t('import.earlier.title')}
              </button>
            </div>
          )}
        />
      )}
    </div>
  );
}

/** The imports of the space, loaded again on request: a file that was read stays. */
function useListed(first: Listed) {
  const [fresh, setFresh] = useState<Reply<Listed>>();
  const [listed, setListed] = useState(first);
  const refresh = useCallback((): void => {
    void call('import.list', {}).then(async (reply) => {
      const next: Reply<Listed> = reply.ok ? { ok: true, data: await withNames(reply.data) } : reply;
      setFresh(next);
      if (next.ok) setListed(next.data);
    });
  }, []);
  return { listed, refresh, error: fresh?.ok === false ? fresh.error : undefined };
}
