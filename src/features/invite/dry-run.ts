import { privilegedCaller } from '../authority/privileged';
import { hasDomainRules, organizationForDomain } from '../../domain/organization/domain-rules';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { INVITATION_CHECKS, refusedCheck } from '../../domain/reasons';
import type { DryRunInput, DryRunResult } from '../../contract/dry-run';
import type { JiraClients } from '../../platform/jira/clients';
import { isPassing } from '../../platform/jira/result';
import { holdsAdminister } from '../../platform/jira/permissions';
import { reasonOf } from '../../platform/jira/reasons';
import { projectPolicy } from '../policy/effective';
import type { Settings } from '../policy/store/settings-store';
import { checkInvitation } from '../../domain/invitation/check-invitation';
import type { Guest } from '../../domain/invitation/check-invitation';
import type { Invitation } from '../../domain/invitation/invitation';
import { findAccount } from './find-account';
import type { Found } from './find-account';

type Check = DryRunResult['checks'][number];

/**
 * What an invitation of an address, with what else is asked for, would do, found out without changing anything: the same
 * checks in the same order, and a search where the invitation itself would create. A search can miss an account that is minutes old.
 */
export async function dryRun(
  { projectId, ...asked }: DryRunInput & Partial<Invitation>,
  { policy, authority }: Pick<Settings, 'policy' | 'authority'>,
  callers: Pick<JiraClients, 'app' | 'offline'>,
  now: number,
): Promise<DryRunResult> {
  const project = projectPolicy(policy, projectId);
  if (!project) return stoppedAt([], 'enabled', reason('project-not-enabled'));
  const checks: Check[] = [{ check: 'enabled', ok: true }];
  const invitation = { organizations: [], notify: false, ...asked };
  const checked = checkInvitation(invitation, project, now);
  if (!checked.ok) {
    const refused = refusedCheck(checked.reason.code);
    const before = INVITATION_CHECKS.slice(0, INVITATION_CHECKS.indexOf(refused));
    return stoppedAt([...checks, ...before.map(passed)], refused, checked.reason);
  }
  // An address alone has no rest.
  const hasRest = invitation.organizations.length > 0 || invitation.notify || asked.endsAt !== undefined;
  checks.push(...INVITATION_CHECKS.filter((check) => hasRest || check !== 'rest').map(passed));

  const privileged = await privilegedCaller(authority, callers);
  if (!privileged.ok) return stoppedAt(checks, 'power', privileged.reason);
  const power = await holdsAdminister(privileged.data.caller);
  const passing = !power.ok && isPassing(power.error);
  if (passing) return stoppedAt(checks, 'power', reasonOf(power.error));
  if (!power.ok || !power.data) return stoppedAt(checks, 'power', privileged.data.missingAdmin);
  checks.push({ check: 'power', ok: true });

  const found = await findAccount(checked.data.address.email, project.serviceDeskId, {
    privileged: privileged.data.caller,
    app: callers.app,
    mayBeHidden: !hasDomainRules(project),
  });
  return outcomeOf(found, checked.data, project, checks);
}

function passed(check: Check['check']): Check {
  return { check, ok: true };
}

function outcomeOf(found: Found, guest: Guest, project: ProjectPolicy, checks: Check[]): DryRunResult {
  const organization = organizationForDomain(guest.address.domain, project);
  const rest = { ...(organization && { organization }), email: project.email };
  const done: Check[] = [...checks, { check: 'account', ok: true }];
  switch (found.kind) {
    case 'one':
      return { checks: done, would: { account: 'exists', accountId: found.account.accountId, ...rest } };
    case 'several':
      return { checks: done, would: { account: 'choose', candidates: found.candidates, ...rest } };
    case 'hidden':
      return stoppedAt(checks, 'account', reason('account-hidden'));
    case 'refused':
      return stoppedAt(checks, 'account', reasonOf(found.refusal));
    case 'none':
      return project.accounts === 'existing'
        ? stoppedAt(checks, 'account', reason('account-must-exist'))
        : { checks: done, would: { account: 'create', ...rest } };
  }
}

function stoppedAt(checks: readonly Check[], check: Check['check'], why: Reason): DryRunResult {
  return { checks: [...checks, { check, ok: false, reason: why }] };
}
