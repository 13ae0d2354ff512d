import type { AuditPorts } from '../audit/append';
import { privilegedCaller } from '../authority/privileged';
import { organizationKey } from '../../domain/organization/find-organization';
import { AUDIT_DAYS_MAX } from '../../domain/limits';
import { reason } from '../../domain/reason';
import type { JiraClients } from '../../platform/jira/clients';
import type { JiraClient } from '../../platform/jira/client';
import { siteOrganizations } from '../../platform/jira/organizations';
import type { Organization } from '../../platform/jira/organizations';
import { projectPolicy } from '../policy/effective';
import { endedItem } from './store/created-organizations';
import type { Creation } from './store/created-organizations';
import type { Settings } from '../policy/store/settings-store';
import type { Store } from '../stores';
import { isInRun, RUN_MAX_MS } from './create-organization';
import { useOf } from './organization-use';
import { createdKey, recordOrganization } from './record-organization';

/** Creations that one run can hope to get through. */
const RUN_MAX = 50;

interface Ports extends AuditPorts {
  readonly callers: Pick<JiraClients, 'app' | 'offline'>;
  readonly store: Store;
}

/**
 * Settles creations of organizations whose worker crashed: asks Jira whether the organization is there, and writes the entry
 * that is missing in the audit log, with the reason `interrupted`. Links nothing. An unused one becomes the project's,
 * so that the next invitation that names it has it linked.
 */
export async function settleOrganizations(deadline: number, ports: Ports): Promise<void> {
  const { store, clock, callers } = ports;
  const due = await store.newOrganizations.unended(clock.now() - RUN_MAX_MS, RUN_MAX);
  if (due.length === 0) return;
  const settings = await store.settings.read();
  const privileged = await privilegedCaller(settings.authority, callers);
  if (!privileged.ok) return;
  const site = await siteOrganizations(privileged.data.caller);
  if (!site.ok) return;
  for (const creation of due) {
    if (clock.now() >= deadline) return;
    const organization = site.data.organizations.find(
      ({ name }) => organizationKey(name) === organizationKey(creation.name),
    );
    if (organization)
      await settle(organization, creation, { settings, privileged: privileged.data.caller }, ports);
    else if (site.data.isWhole) await store.write([endedItem(creation)]);
  }
}

/** When the first creation that was not ended counts as a crashed worker's, in ms since 1970. */
export async function nextSettling({ store }: Pick<Ports, 'store'>): Promise<number | undefined> {
  const begunAt = await store.newOrganizations.firstUnended();
  return begunAt === undefined ? undefined : begunAt + RUN_MAX_MS;
}

async function settle(
  organization: Organization,
  creation: Creation,
  { settings, privileged }: { readonly settings: Settings; readonly privileged: JiraClient },
  ports: Ports,
): Promise<void> {
  const { store, clock } = ports;
  const { id } = organization;
  const { projectId, name, run, actor } = creation;
  const { claim } = await store.newOrganizations.find(projectId, name, id, clock.now());
  const isTold = (await store.audit.customersIn([createdKey(id)])).size > 0;
  const mayBeOurs = claim ? claim.projectId === projectId : isInRun(creation, organization);
  if (isTold || !mayBeOurs) return store.write([endedItem(creation)]);

  const policy = projectPolicy(settings.policy, projectId);
  if (!claim && (await useOf(organization, { projectId }, privileged)) === 'unused') {
    const held = await store.newOrganizations.claim(id, { projectId, run }, clock.now());
    if (held.projectId !== projectId) return store.write([endedItem(creation)]);
  }
  const auditDays = policy?.auditDays ?? AUDIT_DAYS_MAX;
  const told = { action: 'created', actor, why: reason('interrupted') } as const;
  await recordOrganization(organization, told, { projectId, auditDays }, ports, [endedItem(creation)]);
}
