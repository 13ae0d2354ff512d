import { person } from '../../domain/actor';
import { append } from '../audit/append';
import { showProof } from './show';
import type { Prover, StartPorts } from './start';
import type { ProofView } from '../../contract/proof';

/** Ends a proof after the check that it is at; what it made is taken back. Any Jira admin may. */
export async function cancelProof({ actor, policy }: Prover, ports: StartPorts): Promise<ProofView> {
  const { store, clock } = ports;
  const now = clock.now();
  const current = await store.proof.find(now);
  if (!current || current.state === 'over') return showProof(ports);
  const { run, changed } = await store.proof.change(current.id, now, (before) =>
    before.state === 'running' && !before.cancelled ? { ...before, cancelled: true } : undefined,
  );
  if (changed && run) {
    const entry = {
      actor: person(actor),
      projectId: run.projectId,
      event: 'proof',
      outcome: 'done',
      action: 'cancelled',
    } as const;
    await append([entry], { policy }, ports);
  }
  // The event of this turn may be lost, or come late: it is not waited for.
  if (run && run.state !== 'over') await ports.push({ runId: run.id, turn: run.turn }, 0);
  return showProof(ports);
}
