import { showFlag } from '@forge/bridge';
import { useCallback } from 'react';
import type { ImportView } from '../../../../src/contract/import';
import { useTranslate } from '../../../i18n/use-translate';
import { importCountWords } from '../../../ui/counts';
import { KIND_WORDS, kindOf } from '../kind-words';
import { importName } from '../../../ui/import-name';

/** Whether it goes on by itself. */
export function isMoving({ state }: ImportView): boolean {
  return state === 'running' || state === 'paused';
}

/** Whether its numbers still change by themselves. */
export function isChanging(view: ImportView): boolean {
  return isMoving(view) || view.ending === true;
}

/** @returns what shows Jira's own flag where an import has ended by itself since it was last looked at. */
export function useEndedFlag(): (before: ImportView, after: ImportView) => void {
  const t = useTranslate();
  return useCallback(
    (before, view) => {
      const { id, state, fileName, counts } = view;
      if (!isMoving(before) || (state !== 'finished' && state !== 'stopped')) return;
      const { attention, failed } = counts;
      const isGood = state === 'finished' && attention + failed === 0;
      showFlag({
        id: `import-${id}`,
        title: t(KIND_WORDS[kindOf(view)][state === 'finished' ? 'flagFinished' : 'flagStopped'], {
          name: importName(fileName, t),
        }),
        description: importCountWords({ ...counts, removes: view.removes }, t),
        type: isGood ? 'success' : 'warning',
        isAutoDismiss: isGood,
      });
    },
    [t],
  );
}
