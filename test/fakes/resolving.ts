import type { OrganizationRef } from '../../src/domain/invitation/invitation';
import type { Rules } from '../../src/domain/policy/rules';
import { resolveOrganizations } from '../../src/features/invite/organizations';
import type { Organization } from '../../src/platform/jira/organizations';
import { VirtualClock } from './clock';
import { AGENT_ACTOR } from './ids';
import { ACME, GLOBEX, linked } from './invitations';
import { fakeJira } from './jira';
import type { FakeJira } from './jira';
import { projectPolicy } from './policy';
import { fakeStore } from './store';
import type { FakeStore } from './store';

/** Each reference with the organization's id, or the reason's code. */
export async function resolve(
  refs: OrganizationRef[] | OrganizationRef[][],
  {
    rules = {},
    jira = fakeJira({}),
    organizations = [ACME, GLOBEX],
    store = fakeStore(),
  }: { rules?: Partial<Rules>; jira?: FakeJira; organizations?: Organization[]; store?: FakeStore } = {},
): Promise<string[]> {
  const lists = refs.map((each) => (Array.isArray(each) ? each : [each]));
  const resolved = await resolveOrganizations(
    refs.some(Array.isArray) ? lists : [lists.flat()],
    linked(...organizations),
    projectPolicy(rules),
    {
      privileged: jira.callers.app,
      store,
      clock: new VirtualClock(),
      actor: AGENT_ACTOR,
      run: 'run',
      postpone: () => Promise.resolve(),
    },
  );
  return lists.flat().map((ref) => {
    const result = resolved.get(ref);
    return result?.ok ? result.data.id : (result?.reason.code ?? 'nothing');
  });
}
