import type { ProofRun, ProofView } from '../../contract/proof';
import type { Clock } from '../../platform/clock';
import { nextCheck } from './steps';
import type { ProofStore, StoredProof } from './store/proof-store';

interface Ports {
  readonly store: { readonly proof: ProofStore };
  readonly clock: Clock;
}

/** The proof that is under way, whoever began it, and what the last one found. */
export async function showProof({ store, clock }: Ports): Promise<ProofView> {
  const [run, last] = await Promise.all([store.proof.find(clock.now()), store.proof.result()]);
  const isOpen = run !== undefined && run.state !== 'over';
  return {
    run: isOpen ? toView(run) : undefined,
    last,
    addresses: run?.state === 'over' ? addressesLeft(run) : [],
  };
}

function toView(run: StoredProof): ProofRun {
  const { startedAt, by, projectId, email, mailEmail, state, cancelled, findings } = run;
  return {
    startedAt: new Date(startedAt).toISOString(),
    by,
    projectId,
    addresses: [email, ...(mailEmail === undefined ? [] : [mailEmail])],
    state: state === 'running' ? 'running' : 'taking-back',
    isCancelled: cancelled ?? false,
    check: nextCheck(run),
    findings,
  };
}

function addressesLeft({ left, email, mailEmail }: StoredProof): string[] {
  return [
    ...(left.includes('account') ? [email] : []),
    ...(left.includes('second-account') && mailEmail !== undefined ? [mailEmail] : []),
  ];
}
