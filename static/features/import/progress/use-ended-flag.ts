import { showFlag } from '@forge/bridge';
import { useCallback } from 'react';
import type { ImportView } from '../../../../src/contract/import';
import { useWords } from '../../../i18n/words';

/** Whether it goes on by itself. */
export function isMoving({ state }: ImportView): boolean {
  return state === 'running' || state === 'paused';
}

/** @returns what shows Jira's own flag where an import has ended by itself since it was last looked at. */
export function useEndedFlag(): (before: ImportView, after: ImportView) => void {
  const say = useWords();
  return useCallback(
    (before, { id, state, fileName, counts }) => {
      if (!isMoving(before) || (state !== 'finished' && state !== 'stopped')) return;
      const { created, existed, attention, failed } = counts;
      const isGood = state === 'finished' && attention + failed === 0;
      showFlag({
        id: `import-${id}`,
        title: say(`import.flag.${state}`, { name: fileName }),
        description: say('audit.import', { created, existed, attention, failed }),
        type: isGood ? 'success' : 'warning',
        isAutoDismiss: isGood,
      });
    },
    [say],
  );
}
