import { useCallback, useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportStart, ImportView as View } from '../../../src/contract/import';
import type { Reply } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { Loading } from '../../ui/loading';
import { useLoaded } from '../../ui/use-loaded';
import { useReader } from '../../features/import/file/use-reader';
import { ImportsFailed, NewOrEarlier } from '../../features/import/new-or-earlier';
import type { Shown } from '../../features/import/new-or-earlier';
import { useMoving } from '../../features/import/progress/use-moving';
import { useListed, withNames } from '../../features/import/use-listed';
import type { Listed } from '../../features/import/use-listed';
import { NewImport } from '../../features/import/new/new-import';
import { NewImportBar } from '../../features/import/new/new-import-bar';

/** A table from the Invite tab, to be read at once. */
export interface HandedOver {
  readonly table: string;
  /** Counts them: each is another one. */
  readonly count: number;
}

async function load(): Promise<Reply<ImportStart & Listed>> {
  const reply = await call('import.start', {});
  return reply.ok ? { ok: true, data: { ...reply.data, ...(await withNames(reply.data.imports)) } } : reply;
}

const loadImports = (): Promise<Reply<readonly View[]>> => call('import.list', {});

/** Many customers from a file: a new import, or how the others are. */
export default function ImportTab(handed: {
  readonly handedOver: HandedOver;
  readonly onTaken: (count: number) => void;
}): ReactElement {
  const { loaded, reload } = useLoaded(load);
  if (!loaded) return <Loading />;
  if (!loaded.ok) return <ImportsFailed kind="import" error={loaded.error} onRetry={reload} />;
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
  const reader = useReader();
  const listed = useListed(start, loadImports);
  const imports = useMoving(listed.imports);
  const [chosen, setChosen] = useState<Shown & { readonly count: number }>({ at: 'new', count });
  // What is shown goes on without the page, and makes room for what is handed over.
  const shown: Shown = chosen.count === count ? chosen : { at: 'new' };
  const show = (next: Shown): void => setChosen({ ...next, count });
  const taken = useCallback(() => onTaken(count), [onTaken, count]);
  const isInstead = shown.at === 'opened' && shown.instead === true;
  return (
    <NewOrEarlier
      kind="import"
      listed={{ ...listed, imports }}
      reader={reader}
      shown={shown}
      onShow={show}
      foot={(view) => isInstead && <NewImportBar view={view} onNew={onNew} />}
    >
      <NewImport
        key={count}
        start={{ ...start, imports }}
        reader={reader}
        handedOver={table}
        onTaken={taken}
        onStarted={listed.refresh}
        onShow={(view) => show({ at: 'opened', view, instead: true })}
        onNew={onNew}
      />
    </NewOrEarlier>
  );
}
