import type { ReactElement } from 'react';
import { ReconcileSection } from '../../features/reconcile/upkeep-view';

/** What stays true by itself, on the whole site. */
export default function UpkeepTab({
  onPolicy,
  onKeys,
}: {
  readonly onPolicy: () => void;
  readonly onKeys: () => void;
}): ReactElement {
  return <ReconcileSection onPolicy={onPolicy} onKeys={onKeys} />;
}
