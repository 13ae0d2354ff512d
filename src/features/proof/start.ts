import { randomUUID } from 'node:crypto';
import { proofMailAddress } from '../../contract/proof-checks';
import type { ProofFinding, ProofInput, ProofView } from '../../contract/proof';
import { parseAddress } from '../../domain/address/address';
import type { AccountId, ServiceDeskId } from '../../domain/ids';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { Policy } from '../../domain/policy/policy';
import { person } from '../../domain/actor';
import { append } from '../audit/append';
import type { AuditPorts } from '../audit/append';
import type { JiraClients } from '../../platform/jira/clients';
import type { JiraClient } from '../../platform/jira/client';
import { holdsAdminister } from '../../platform/jira/permissions';
import { reasonOf } from '../../platform/jira/reasons';
import { serviceDesksByProject } from '../../platform/jira/service-desks';
import { ownAddress } from '../../platform/jira/users';
import { findAccount } from '../invite/find-account';
import type { Store } from '../stores';
import { doneOr } from './step';
import type { PushProof } from './run-turn';
import { showProof } from './show';
import { keptUntil } from './store/proof-store';
import type { StoredProof } from './store/proof-store';

export interface StartPorts extends AuditPorts {
  readonly store: Pick<Store, 'write' | 'proof' | 'settings'>;
  readonly callers: JiraClients;
  readonly push: PushProof;
}

/** Who proves, and by which policy the audit log keeps that. */
export interface Prover {
  readonly actor: AccountId;
  readonly policy: Pick<Policy, 'auditDays'>;
}

/**
 * Begins a proof, unless one is under way: then that one is shown. Nothing is made before the address was looked at: it
 * must be in the admin's own domain, and free.
 */
export async function startProof(
  input: ProofInput,
  { actor, policy }: Prover,
  ports: StartPorts,
): Promise<Result<ProofView>> {
  const { store, callers, clock } = ports;
  const current = await store.proof.find(clock.now());
  if (current && current.state !== 'over') return ok(await showProof(ports));

  const address = await checkDomain(input.email, callers.user);
  if (!address.ok) return address;
  const desk = await deskOf(input, callers.app);
  if (!desk.ok) return desk;
  const found = await findAccount(address.data, desk.data, {
    privileged: callers.app,
    app: callers.app,
    mayBeHidden: false,
  });
  // Where the app cannot search, creating tells whether it is taken.
  if (found.kind === 'one' || found.kind === 'several') return fail(reason('proof-address-taken'));
  const run = newRun(input, address.data, { actor, serviceDeskId: desk.data, now: clock.now() });
  const offline = await askOffline(actor, callers);
  const kept = await store.proof.begin({ ...run, findings: offline }, clock.now());
  // Another admin came first: their proof is the one that runs.
  if (kept.id !== run.id) return ok(await showProof(ports));
  const entry = {
    actor: person(actor),
    projectId: run.projectId,
    event: 'proof',
    outcome: 'done',
    action: 'started',
  } as const;
  await append([entry], { policy }, ports);
  await ports.push({ runId: run.id, turn: run.turn }, 0);
  return ok(await showProof(ports));
}

/** Strangers' domains are no place to try things out. */
async function checkDomain(text: string, user: JiraClient): Promise<Result<string>> {
  const parsed = parseAddress(text);
  if (!parsed.ok) return fail(reason(parsed.reason));
  const own = await ownAddress(user);
  if (!own.ok) return fail(reasonOf(own.error));
  const mine = own.data === undefined ? undefined : parseAddress(own.data);
  if (mine?.ok && mine.data.domain !== parsed.data.domain) {
    return fail(reason('proof-address-domain', { domain: mine.data.domain }));
  }
  return ok(parsed.data.email);
}

async function deskOf({ projectId }: ProofInput, app: JiraClient): Promise<Result<ServiceDeskId>> {
  const desks = await serviceDesksByProject(app);
  if (!desks.ok) return fail(reasonOf(desks.error));
  const desk = desks.data.get(projectId);
  return desk ? ok(desk.id) : fail(reason('not-a-service-project', { project: projectId }));
}

/** May the app act for this person while they are at a page? Asked here, since the worker is at none. */
async function askOffline(actor: AccountId, callers: JiraClients): Promise<ProofFinding[]> {
  const asked = doneOr('offline-resolver', await holdsAdminister(callers.offline(actor)), '200', 'refused');
  return asked.kind === 'told' ? [asked.finding] : [];
}

function newRun(
  { projectId, mail }: ProofInput,
  email: string,
  {
    actor,
    serviceDeskId,
    now,
  }: { readonly actor: AccountId; readonly serviceDeskId: ServiceDeskId; readonly now: number },
): StoredProof {
  const id = randomUUID();
  return {
    id,
    by: actor,
    startedAt: now,
    movedAt: now,
    until: keptUntil(now),
    state: 'running',
    turn: 1,
    attempts: 0,
    projectId,
    serviceDeskId,
    email,
    ...(mail && { mailEmail: proofMailAddress(email) }),
    // The name is this run's alone, so that what carries it is known to be ours.
    organizationName: `Guestlist proof ${id.slice(0, 8)}`,
    findings: [],
    takenBack: [],
    left: [],
  };
}
