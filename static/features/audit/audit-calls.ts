import type { AuditPage } from '../../../src/contract/audit';
import type { Reply } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { displayNames } from '../../platform/accounts';
import type { Names } from './entry-words';
import type { AuditSelection } from './filters';

/** The whole log, for a Jira admin; that of the project that the page is in; or its invitations, for an inviter there. */
export type AuditScope = 'site' | 'project' | 'history';

export interface PageOf {
  readonly selection: AuditSelection;
  /** Where the page before ended. */
  readonly before: string | undefined;
  readonly limit: number;
}

export function auditPage(
  scope: AuditScope,
  { selection, before, limit }: PageOf,
): Promise<Reply<AuditPage>> {
  const { projectId, ...rest } = selection;
  const query = { ...rest, limit, ...(before && { before }) };
  switch (scope) {
    case 'history':
      return call('invite.history', query);
    case 'project':
      return call('project.audit', query);
    case 'site':
      return call('audit.page', { ...query, ...(projectId && { projectId }) });
  }
}

/** Names of everybody on the page, in one call: read only while the page is open. */
export function namesOn({ entries }: AuditPage): Promise<Names> {
  return displayNames(
    entries.flatMap(({ actor, customer }) => [
      ...(actor.kind === 'person' ? [actor.accountId] : []),
      ...(customer ? [customer] : []),
    ]),
  );
}
