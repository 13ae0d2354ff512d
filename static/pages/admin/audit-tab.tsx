import type { ReactElement } from 'react';
import { AuditView } from '../../features/audit/audit-view';

/** The audit log of the whole site. */
export default function AuditTab(): ReactElement {
  return <AuditView scope="site" />;
}
