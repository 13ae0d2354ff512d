import type { ReactElement } from 'react';
import { AuditView } from '../../features/audit/audit-view';

/** What happened in the project. */
export default function AuditTab(): ReactElement {
  return <AuditView scope="project" />;
}
