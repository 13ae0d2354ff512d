import Lozenge from '@atlaskit/lozenge';
import type { ReactElement } from 'react';
import type { ImportCounts, ImportState as State } from '../../../src/contract/import';
import { useTranslate } from '../../i18n/use-translate';

const LOOK = {
  uploading: 'default',
  running: 'inprogress',
  paused: 'moved',
  cancelled: 'removed',
  stopped: 'removed',
  finished: 'success',
} as const satisfies Record<State, string>;

/** How an import stands, in the same words and colours wherever it is shown. Only where nothing is left to do it is green. */
export function ImportState({
  of: { state, counts },
}: {
  readonly of: { readonly state: State; readonly counts: ImportCounts };
}): ReactElement {
  const t = useTranslate();
  const open = counts.attention + counts.failed;
  if (state !== 'finished' || open === 0) {
    return <Lozenge appearance={LOOK[state]}>{t(`import.state.${state}`)}</Lozenge>;
  }
  return (
    <Lozenge appearance="moved" maxWidth="none">
      {t('import.state.finished-open', { count: open })}
    </Lozenge>
  );
}
