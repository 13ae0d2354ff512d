import Button from '@atlaskit/button/new';
import { useCallback, useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountId } from '../../src/contract/ids';
import type { ImportStart, ImportView as View } from '../../src/contract/import';
import type { Reply } from '../../src/contract/reply';
import { call } from '../bridge/call';
import { displayNames } from '../bridge/jira';
import { ErrorNotice } from '../frame/error-notice';
import { Loading } from '../frame/loading';
import { useLoaded } from '../frame/use-loaded';
import { useWords } from '../words/words';
import { ImportView } from './import-view';
import { ImportsList } from './imports-list';
import { NewImport } from './new-import';
import './import.css';

interface Loaded extends ImportStart {
  readonly names: ReadonlyMap<AccountId, string>;
}

async function load(): Promise<Reply<Loaded>> {
  const reply = await call('import.start', {});
  if (!reply.ok) return reply;
  const names = await displayNames([...new Set(reply.data.imports.map(({ owner }) => owner))]);
  return { ok: true, data: { ...reply.data, names } };
}

/** Many customers from a file: a new import, or how the others are. */
export default function ImportTab(): ReactElement {
  const say = useWords();
  const { loaded, reload } = useLoaded(load);
  const [shown, setShown] = useState<View>();
  const back = useCallback((): void => {
    setShown(undefined);
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
          title={say('import.failed.title')}
          action={<Button onClick={reload}>{say('import.result.reload')}</Button>}
        />
      </div>
    );
  }
  return (
    <div className="import stack">
      <NewImport start={loaded.data} onShow={setShown} />
      <ImportsList
        imports={loaded.data.imports}
        names={loaded.data.names}
        onOpen={setShown}
        onRefresh={reload}
      />
    </div>
  );
}
