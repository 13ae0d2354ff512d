import type { ImportView } from '../../../../src/contract/import';
import { call } from '../../../platform/call';
import type { Slicing } from '../file/reader';
import { sameChoices } from './same-choices';
import type { Read } from './use-reading';

/**
 * The import of this very file that is not all sent. One that was begun with other choices is none: it would run under
 * those, not under what the preview shows.
 */
export async function begunBefore(
  { fingerprint, slices }: Slicing,
  read: Read,
  begun: readonly ImportView[],
): Promise<ImportView | undefined> {
  const found = begun.find(
    (view) => view.state === 'uploading' && view.fingerprint === fingerprint && view.slices === slices,
  );
  if (!found) return undefined;
  const layout = await call('import.layout', { importId: found.id });
  return layout.ok && sameChoices(layout.data, read) ? found : undefined;
}
