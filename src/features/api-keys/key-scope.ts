import type { AccountId, ProjectId } from '../../domain/ids';

/** Who manages keys: a Jira admin all of them, a project admin those that admins of the project made. */
export interface KeyScope {
  readonly accountId: AccountId;
  readonly project: ProjectId | undefined;
}
