import type { ProofCheck } from '../../contract/proof-checks';
import type { ProofResult, ProofThing } from '../../contract/proof';
import type { AccountId, OrganizationId } from '../../domain/ids';
import type { Learning } from '../authority/capabilities';
import type { Clock } from '../../platform/clock';
import { removeFromDesk } from '../../platform/jira/customers';
import type { JiraClients } from '../../platform/jira/clients';
import type { JiraClient } from '../../platform/jira/client';
import { createOrganization, deleteOrganization, membersFrom } from '../../platform/jira/organizations';
import { INTERRUPTED } from './step';
import { nextCheck } from './steps';
import type { ProofStore, StoredProof } from './store/proof-store';

const MEMBER_PAGES_MAX = 2;

export interface TakeBackPorts {
  readonly callers: Pick<JiraClients, 'app' | 'offline'>;
  readonly admin: AccountId;
  readonly store: ProofStore;
  readonly clock: Clock;
  readonly site: Pick<Learning, 'learn' | 'keep'>;
}

/**
 * Takes back what a proof made, as far as that can be, and keeps what was found. Every part may be repeated. Accounts stay:
 * only a site admin can close them.
 */
export async function takeBack(run: StoredProof, ports: TakeBackPorts): Promise<void> {
  const { store, clock } = ports;
  const made = await takeBackAll(run, ports);
  const accounts: ProofThing[] = [
    ...(run.accountId || wasInterruptedAt('create', run) ? (['account'] as const) : []),
    ...(run.mailAccountId || wasInterruptedAt('invite-email', run) ? (['second-account'] as const) : []),
  ];
  const takenBack = made.flatMap(([thing, isBack]) => (isBack ? [thing] : []));
  const left = [...accounts, ...made.flatMap(([thing, isBack]) => (isBack ? [] : [thing]))];
  const now = clock.now();
  const over = await store.change(run.id, now, (current) =>
    current.state === 'over' ? undefined : endOf(current, takenBack, left),
  );
  if (!over.run) return;
  await store.saveResult(resultOf(over.run, now));
  learnFrom(over.run, ports.site);
  await ports.site.keep();
}

/** What later invitations need not find out again. */
function learnFrom({ findings }: StoredProof, { learn }: Pick<Learning, 'learn'>): void {
  for (const { check, verdict, finding } of findings) {
    if (check === 'create' && verdict === 'expected') learn('createAsApp', true);
    if (check === 'create' && verdict === 'differs') learn('createAsApp', false);
    if (check === 'invite' && verdict === 'expected') learn('invite', true);
    if (check === 'invite' && finding === 'missing') learn('invite', false);
    if (check === 'hidden-address' && verdict === 'expected') learn('hiddenAddresses', true);
    if (check === 'hidden-address' && finding === 'refused') learn('hiddenAddresses', false);
  }
}

type Made = readonly [ProofThing, boolean];

async function takeBackAll(run: StoredProof, ports: TakeBackPorts): Promise<readonly Made[]> {
  const accounts = [run.accountId, run.mailAccountId].filter((id) => id !== undefined);
  const clients = [ports.callers.app, ports.callers.offline(ports.admin)];
  const made: Made[] = [];
  if (accounts.length > 0) {
    made.push([
      'desk',
      await isDoneByAny(
        clients,
        async (client) => (await removeFromDesk(client, run.serviceDeskId, accounts)).ok,
      ),
    ]);
  }
  // The worker may have crashed before it could write down what it made: the name is this run's alone.
  const organizationId = run.organizationId ?? (await organizationOfRun(run, ports));
  if (organizationId) {
    const isBack = await isDoneByAny(clients, (client) =>
      removeOrganization(client, organizationId, accounts),
    );
    made.push(['organization', isBack]);
  }
  return made;
}

/** Only where the worker crashed at it: otherwise one would be made in order to be deleted. */
async function organizationOfRun(
  run: StoredProof,
  { callers }: TakeBackPorts,
): Promise<OrganizationId | undefined> {
  if (!wasInterruptedAt('organization-create', run)) return undefined;
  const again = await createOrganization(callers.app, run.organizationName);
  return again.ok ? again.data.id : undefined;
}

/** What it made there, if anything, is not written down. */
function wasInterruptedAt(wanted: ProofCheck, { findings }: StoredProof): boolean {
  return findings.some(({ check, answer }) => check === wanted && answer === INTERRUPTED);
}

/** Only the proof's own accounts may be in it: in doubt it is not ours any more. */
async function removeOrganization(
  client: JiraClient,
  id: OrganizationId,
  accounts: readonly AccountId[],
): Promise<boolean> {
  const members = await membersFrom(client, id, 0, MEMBER_PAGES_MAX);
  if (!members.ok) return members.error.kind === 'missing';
  const isOurs = [...members.data.members].every((member) => accounts.includes(member));
  if (!isOurs || members.data.next !== undefined) return false;
  const deleted = await deleteOrganization(client, id);
  return deleted.ok || deleted.error.kind === 'missing';
}

async function isDoneByAny(
  clients: readonly JiraClient[],
  run: (client: JiraClient) => Promise<boolean>,
): Promise<boolean> {
  for (const client of clients) if (await run(client)) return true;
  return false;
}

function endOf(run: StoredProof, takenBack: ProofThing[], left: ProofThing[]): StoredProof {
  const { leaseUntil: _lease, begun: _begun, scratch: _scratch, ...rest } = run;
  return { ...rest, state: 'over', takenBack, left };
}

function resultOf(run: StoredProof, now: number): ProofResult {
  const { findings, takenBack, left, cancelled } = run;
  const isThrough = nextCheck(run) === undefined;
  return {
    at: new Date(now).toISOString(),
    end: isThrough ? 'finished' : cancelled ? 'cancelled' : 'broken-off',
    findings,
    takenBack,
    left,
  };
}
