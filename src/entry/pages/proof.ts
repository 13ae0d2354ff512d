import * as z from 'zod/mini';
import { proofInputSchema } from '../../contract/proof';
import { ok } from '../../domain/result';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { cancelProof } from '../../features/proof/cancel';
import { showProof } from '../../features/proof/show';
import { startProof } from '../../features/proof/start';
import { pushProof } from '../queues/proof-queue';

const nothing = z.strictObject({});

const showFunction = procedure({
  name: 'proof.show',
  audience: 'jiraAdmin',
  input: nothing,
  handle: async (_input, _context, { store, clock }) => ok(await showProof({ store, clock })),
});

const startFunction = procedure({
  name: 'proof.start',
  audience: 'jiraAdmin',
  input: proofInputSchema,
  handle: (input, { actor }, { sitePolicy, ...ports }) =>
    startProof(input, { actor, policy: sitePolicy }, { ...ports, push: pushProof }),
});

const cancelFunction = procedure({
  name: 'proof.cancel',
  audience: 'jiraAdmin',
  input: nothing,
  handle: async (_input, { actor }, { sitePolicy, ...ports }) =>
    ok(await cancelProof({ actor, policy: sitePolicy }, { ...ports, push: pushProof })),
});

export const proofFunctions: readonly Procedure[] = [showFunction, startFunction, cancelFunction];
