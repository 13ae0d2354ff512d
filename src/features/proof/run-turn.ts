import { learningFrom } from '../authority/capabilities';
import { settingsAdmin } from './settings-admin';
import { takeBack } from './take-back';
import { nextCheck, stepOf } from './steps';
import { INTERRUPTED, told } from './step';
import type { PushProbes, StepPorts, StepResult, StorageProbes } from './step';
import type { ProofStore, StoredProof } from './store/proof-store';
import type { JiraClients } from '../../platform/jira/clients';
import type { Store } from '../stores';
import type { Clock } from '../../platform/clock';

/** Longer than Forge lets a consumer run (55 s): an older one belongs to a crashed worker. */
const LEASE_MS = 70_000;
/** No step begins later in a turn: the longest one is met with patience for 20 s more. */
const STEPS_MS = 20_000;
const TURN_BUDGET_MS = 45_000;
/** Turns that may end badly before the rest is left unasked. */
const ATTEMPTS_MAX = 3;

export interface ProofEvent {
  readonly runId: string;
  readonly turn: number;
}

export type PushProof = (event: ProofEvent, delaySeconds: number) => Promise<void>;

export interface ProofPorts {
  readonly store: Pick<Store, 'settings'> & { readonly proof: ProofStore };
  readonly clock: Clock;
  readonly callersUntil: (deadline: number) => JiraClients;
  readonly push: PushProof;
  readonly pushProbes: PushProbes;
  readonly storage: StorageProbes;
}

/** How a turn ends: nothing is left to it, or the event is to come again. */
export type ProofTurnEnd = { readonly kind: 'over' } | { readonly kind: 'again'; readonly seconds: number };

const OVER: ProofTurnEnd = { kind: 'over' };

/**
 * One turn of a proof: checks one after the other, as long as the invocation has time; then the next turn is pushed. Of
 * several events of one turn, one works.
 */
export async function runProofTurn(
  { runId, turn }: ProofEvent,
  isRetried: boolean,
  ports: ProofPorts,
): Promise<ProofTurnEnd> {
  const { store, clock } = ports;
  const begun = clock.now();
  const taken = await store.proof.change(runId, begun, (run) => takeTurn(run, turn, begun));
  if (!taken.run) return OVER;
  if (!taken.changed) return waitFor(taken.run, turn, begun);

  const callers = ports.callersUntil(begun + TURN_BUDGET_MS);
  const settings = await store.settings.read();
  const admin = settingsAdmin(settings, taken.run.by);
  let run: StoredProof | undefined = taken.run;
  let retried = isRetried;
  while (run?.state === 'running') {
    const check = run.cancelled ? undefined : nextCheck(run);
    if (!check) {
      run = await changed(runId, ports, (now) => ({ ...now, state: 'taking-back' }));
      break;
    }
    if (clock.now() - begun > STEPS_MS) return pushNext(runId, 0, ports);
    run = await changed(runId, ports, (now) => ({ ...now, begun: true }));
    if (!run) return OVER;
    const stepPorts: StepPorts = {
      callers,
      clock,
      store: store.proof,
      storage: ports.storage,
      pushProbes: ports.pushProbes,
    };
    const result: StepResult = await stepOf(check)({ ...stepPorts, run, admin, isRetried: retried });
    retried = false;
    if (result.kind === 'wait') return wait(runId, result, ports);
    run = await changed(runId, ports, (now) => withFinding(now, result));
  }
  if (run?.state !== 'taking-back') return OVER;
  if (clock.now() - begun > STEPS_MS) return pushNext(runId, 0, ports);
  const site = learningFrom(settings.capabilities, { settings: store.settings, clock });
  await takeBack(run, { store: store.proof, clock, callers, admin, site });
  return OVER;
}

/**
 * A turn that no worker has. What the worker before was at when it crashed is not asked again: it may have been done.
 */
function takeTurn(run: StoredProof, turn: number, now: number): StoredProof | undefined {
  if (run.turn !== turn || run.state === 'over' || (run.leaseUntil ?? 0) > now) return undefined;
  const crashed = run.leaseUntil !== undefined;
  const attempts = crashed ? run.attempts + 1 : run.attempts;
  const { begun, ...rest } = run;
  const check = nextCheck(run);
  const left: StoredProof =
    begun && check && run.state === 'running' ? withFinding(rest, told(check, 'unknown', INTERRUPTED)) : rest;
  const taken = { ...left, attempts, leaseUntil: now + LEASE_MS, movedAt: now };
  return attempts >= ATTEMPTS_MAX && run.state === 'running' ? { ...taken, state: 'taking-back' } : taken;
}

function waitFor(
  { leaseUntil = 0, state, turn: current }: StoredProof,
  turn: number,
  now: number,
): ProofTurnEnd {
  const isTaken = state !== 'over' && current === turn && leaseUntil > now;
  return isTaken ? { kind: 'again', seconds: Math.ceil((leaseUntil - now) / 1000) } : OVER;
}

function withFinding(run: StoredProof, result: StepResult): StoredProof {
  if (result.kind === 'wait') return run;
  const { begun: _begun, scratch: _scratch, ...rest } = run;
  return { ...rest, ...result.made, findings: [...run.findings, result.finding] };
}

async function changed(
  runId: string,
  { store, clock }: ProofPorts,
  change: (run: StoredProof) => StoredProof,
): Promise<StoredProof | undefined> {
  return (await store.proof.change(runId, clock.now(), change)).run;
}

/** The answer of a step comes later: the turn ends in order, without its lease. */
async function wait(
  runId: string,
  { by, seconds, scratch }: Extract<StepResult, { readonly kind: 'wait' }>,
  ports: ProofPorts,
): Promise<ProofTurnEnd> {
  if (by === 'delay') return pushNext(runId, seconds, ports, scratch);
  await changed(runId, ports, (run) => endTurn(run, scratch));
  return { kind: 'again', seconds };
}

async function pushNext(
  runId: string,
  seconds: number,
  ports: ProofPorts,
  scratch?: StoredProof['scratch'],
): Promise<ProofTurnEnd> {
  const run = await changed(runId, ports, (now) => ({
    ...endTurn(now, scratch ?? now.scratch),
    turn: now.turn + 1,
  }));
  if (run) await ports.push({ runId, turn: run.turn }, seconds);
  return OVER;
}

function endTurn(run: StoredProof, scratch: StoredProof['scratch']): StoredProof {
  const { begun: _begun, leaseUntil: _lease, scratch: _scratch, ...rest } = run;
  return { ...rest, attempts: 0, ...(scratch && { scratch }) };
}
