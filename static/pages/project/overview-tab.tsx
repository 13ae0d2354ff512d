import type { ReactElement } from 'react';
import { RecentInvitations } from '../../features/invited/recent-invitations';

/** What happened in the project lately, at a glance. */
export default function OverviewTab({ onAudit }: { readonly onAudit: () => void }): ReactElement {
  return <RecentInvitations onAll={onAudit} />;
}
