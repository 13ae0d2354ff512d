import { organizationKey } from '../../domain/organization/find-organization';
import { createPlanner } from '../../domain/invitation/plan-row';
import type { PlannedRow } from '../../domain/invitation/plan-row';
import type { Columns, ReadingPlan } from '../../domain/invitation/import-row';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { JiraResult } from '../../platform/jira/result';
import type { JiraClient } from '../../platform/jira/client';
import type { Organization } from '../../platform/jira/organizations';
import { invite } from './pipeline';
import type { InvitePorts } from './ports';
import { rejected } from './outcome';
import type { InvitationResult } from './stages';
import { everyOrganization } from './read-organizations';
import { ok } from '../../domain/result';

/**
 * Invites the rows of a file together. What the plan refuses makes no call.
 *
 * @param rows whatever has cells.
 * @param known the organizations that may be meant; see `organizationsInRows`.
 * @returns each row with what became of it, in their order; and the organizations that were created for them, which
 * `known` lacks.
 */
export async function inviteRows<R extends { readonly cells: readonly string[] }>(
  rows: readonly R[],
  plan: ReadingPlan,
  policy: ProjectPolicy,
  known: readonly Organization[],
  ports: InvitePorts,
): Promise<{
  readonly results: readonly { readonly row: R; readonly invited: InvitationResult }[];
  readonly created: readonly Organization[];
}> {
  const planner = createPlanner(plan, policy, known, ports.clock.now());
  const planned = rows.map((row) => ({ row, each: planner(row.cells) }));
  const passing = planned.flatMap(({ each }) => (each.ok ? [each] : []));
  const invited = await invite(
    passing.map(({ invitation, guest }) => ({ invitation, check: ok(guest) })),
    policy,
    ok(known),
    ports,
  );
  const results = new Map<PlannedRow, InvitationResult | undefined>(
    passing.map((each, index) => [each, invited[index]]),
  );
  return {
    results: planned.map(({ row, each }) => {
      const result = each.ok ? results.get(each) : rejected(each.email ?? '', each.reason, each.domain);
      if (!result) throw new Error('a row ended without an outcome');
      return { row, invited: result };
    }),
    created: createdOf(
      passing.flatMap(({ creates }) => creates),
      invited,
    ),
  };
}

/** Those of the organizations in which people were enrolled that had to be created. */
function createdOf(names: readonly string[], invited: readonly InvitationResult[]): readonly Organization[] {
  const keys = new Set(names.map(organizationKey));
  const named = invited
    .filter(({ ruled }) => !ruled)
    .flatMap(({ organizations }) => organizations)
    .filter(({ name }) => keys.has(organizationKey(name)));
  return [...new Map(named.map(({ id, name }) => [id, { id, name }])).values()].map((each) => ({
    ...each,
    scimManaged: false,
    createdAt: undefined,
  }));
}

/** The organizations that the rows of a file may mean: none where no column names any. */
export function organizationsInRows(
  columns: Columns,
  policy: ProjectPolicy,
  reader: JiraClient,
): Promise<JiraResult<readonly Organization[]>> {
  return columns.includes('organizations') ? everyOrganization(reader, policy) : Promise.resolve(ok([]));
}
