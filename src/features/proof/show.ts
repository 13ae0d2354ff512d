import type { ProofFinding, ProofResult, ProofRun, ProofView } from '../../contract/proof';
import { PROOF_CHECK_NAMES } from '../../contract/proof-checks';
import { isCapable } from '../authority/capabilities';
import type { Clock } from '../../platform/clock';
import type { Store } from '../stores';
import { nextCheck } from './steps';
import type { ProofStore, StoredProof } from './store/proof-store';

interface Ports {
  readonly store: { readonly proof: ProofStore } & Pick<Store, 'settings'>;
  readonly clock: Clock;
}

/** The proof that is under way, also one that another admin began, and what the last one found. */
export async function showProof({ store, clock }: Ports): Promise<ProofView> {
  const [run, last, { capabilities }] = await Promise.all([
    store.proof.find(clock.now()),
    store.proof.result(),
    store.settings.read(),
  ]);
  const isOpen = run !== undefined && run.state !== 'over';
  return {
    checks: PROOF_CHECK_NAMES.length,
    run: isOpen ? toView(run) : undefined,
    last: last && withLearnt(last, isCapable(capabilities, 'offlineInWebTrigger', clock.now())),
    addresses: run?.state === 'over' ? addressesLeft(run) : [],
  };
}

/** What no proof can ask, a script has answered since. */
function withLearnt(result: ProofResult, inWebTrigger: boolean | undefined): ProofResult {
  if (inWebTrigger === undefined) return result;
  const check = 'offline-web-trigger' as const;
  const learnt: ProofFinding = inWebTrigger
    ? { check, verdict: 'expected', answer: '200' }
    : { check, verdict: 'differs', answer: '401', finding: 'refused' };
  return { ...result, findings: result.findings.map((each) => (each.check === check ? learnt : each)) };
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
