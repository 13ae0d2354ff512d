import * as z from 'zod/mini';
import { reasonOfError } from '../../features/authorization/unexpected';
import { runProofTurn } from '../../features/proof/run-turn';
import type { ProofPorts, PushProof } from '../../features/proof/run-turn';
import type { PushProbes } from '../../features/proof/step';
import type { Probe } from '../../features/proof/store/proof-store';
import { forgeStore } from '../../features/stores';
import { systemClock } from '../../platform/clock';
import { pushEvents, runAgain } from '../../platform/forge/queue';
import type { RunAgain } from '../../platform/forge/queue';
import { createCallers } from '../../platform/jira/clients';
import { probeCheckpoint, probeIndex, probeRefusal } from '../../platform/kvs/probe-storage';
import { unattended } from '../unattended';

/** The queue's key in manifest.yml. */
const QUEUE = 'proof';
/** Seconds until a turn that failed is tried again; storage or Jira may be out of order. */
const FAILED_SECONDS = 15;
/** How long a probe of the queue holds its place. */
const PROBE_MS = 1_000;

const eventSchema = z.object({
  body: z.union([
    z.object({ runId: z.string(), turn: z.int() }),
    z.object({ runId: z.string(), probe: z.enum(['one', 'other']) }),
  ]),
  retryContext: z.optional(z.object({ retryCount: z.optional(z.number()) })),
});

export const pushProof: PushProof = async (event, delaySeconds) => {
  await pushEvents(QUEUE, [{ body: { ...event }, delaySeconds }]);
};

const pushProbes: PushProbes = async (runId) => {
  const concurrency = { key: 'proof-probe', limit: 1 };
  const probes: readonly Probe[] = ['one', 'other'];
  await pushEvents(
    QUEUE,
    probes.map((probe) => ({ body: { runId, probe }, concurrency })),
  );
};

/** Works on a proof, turn after turn. */
export const onProofQueue = unattended(
  'proof-queue',
  async (event: unknown): Promise<RunAgain | undefined> => {
    const { body, retryContext } = eventSchema.parse(event);
    try {
      if ('probe' in body) {
        await holdPlace(body.runId, body.probe);
        return undefined;
      }
      const isRetried = (retryContext?.retryCount ?? 0) > 0;
      const end = await runProofTurn(body, isRetried, proofPorts());
      return end.kind === 'again' ? runAgain(end.seconds) : undefined;
    } catch (error) {
      reasonOfError(error, 'proof-queue');
      return runAgain(FAILED_SECONDS);
    }
  },
);

/** Is at work for a second, and writes down when. */
async function holdPlace(runId: string, probe: Probe): Promise<void> {
  const from = systemClock.now();
  await systemClock.sleep(PROBE_MS);
  await forgeStore.proof.saveSpan(runId, probe, { from, to: systemClock.now() });
}

function proofPorts(): ProofPorts {
  return {
    store: forgeStore,
    clock: systemClock,
    callersUntil: (deadline) => createCallers(systemClock, deadline),
    push: pushProof,
    pushProbes,
    storage: { refusal: probeRefusal, index: probeIndex, checkpoint: probeCheckpoint },
  };
}
