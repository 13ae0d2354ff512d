import { useState } from 'react';
import type { ReactElement } from 'react';
import type { LeaversStart } from '../../../src/contract/leavers';
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
import { NewList } from '../../features/leavers/new-list';

async function load(): Promise<Reply<LeaversStart & Listed>> {
  const reply = await call('leavers.start', {});
  return reply.ok ? { ok: true, data: { ...reply.data, ...(await withNames(reply.data.lists)) } } : reply;
}

async function loadLists(): Promise<Reply<LeaversStart['lists']>> {
  const reply = await call('leavers.start', {});
  return reply.ok ? { ok: true, data: reply.data.lists } : reply;
}

/** Lists of people who left: a new one, or how the others are. */
export default function LeaversTab(): ReactElement {
  const { loaded, reload } = useLoaded(load);
  if (!loaded) return <Loading />;
  if (!loaded.ok) return <ImportsFailed kind="leavers" error={loaded.error} onRetry={reload} />;
  return <Lists start={loaded.data} onNew={reload} />;
}

function Lists({
  start,
  onNew,
}: {
  readonly start: LeaversStart & Listed;
  readonly onNew: () => void;
}): ReactElement {
  const reader = useReader();
  const listed = useListed(start, loadLists);
  const imports = useMoving(listed.imports);
  const [shown, setShown] = useState<Shown>({ at: 'new' });
  return (
    <NewOrEarlier
      kind="leavers"
      listed={{ ...listed, imports }}
      reader={reader}
      shown={shown}
      onShow={setShown}
    >
      <NewList start={start} reader={reader} onStarted={listed.refresh} onNew={onNew} />
    </NewOrEarlier>
  );
}
