import type { PolicyChange } from '../../domain/policy/policy-changes';

/** What the changes of one save may take where they are stored or told together. */
const CHANGES_BYTES_MAX = 100_000;

/** Where both versions of long lists would not fit, only what was changed is told. */
export function shortened(changes: readonly PolicyChange[]): readonly PolicyChange[] {
  if (Buffer.byteLength(JSON.stringify(changes)) <= CHANGES_BYTES_MAX) return changes;
  return changes.map((change) => ({ ...change, before: undefined, after: undefined }));
}
