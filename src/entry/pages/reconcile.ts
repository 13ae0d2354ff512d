import * as z from 'zod/mini';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import {
  endedInputSchema,
  goneRefSchema,
  upkeepInputSchema,
  upkeepListsInputSchema,
  upkeepPageSchema,
} from '../../contract/reconcile';
import type { UpkeepPageInput, UpkeepView } from '../../contract/reconcile';
import type { Proven } from '../../features/authorization/procedure';
import { guarded } from '../../features/authorization/guard';
import type { Guarded } from '../../features/authorization/guard';
import { listEnded } from '../../features/reconcile/list-ended';
import { listFound } from '../../features/reconcile/list-found';
import { showUpkeep } from '../../features/reconcile/show';
import { acceptGone, saveUpkeep, startRound } from '../../features/reconcile/settings';

const nothing = z.strictObject({});

const show = guarded({
  name: 'upkeep.show',
  audience: 'jiraAdmin',
  input: upkeepPageSchema,
  handle: (page, _context, proven) => shown(undefined, proven, page),
});

const lists = guarded({
  name: 'upkeep.lists',
  audience: 'jiraAdmin',
  input: upkeepListsInputSchema,
  handle: async ({ projectId }, _context, { settings, store }) =>
    ok(await listFound(projectId, settings, store.upkeep)),
});

const save = guarded({
  name: 'upkeep.save',
  audience: 'jiraAdmin',
  input: upkeepInputSchema,
  handle: async (input, { actor }, proven) =>
    shown(await saveUpkeep(input, actor, proven.settings, proven), proven),
});

const start = guarded({
  name: 'upkeep.start',
  audience: 'jiraAdmin',
  input: nothing,
  handle: async (_input, _context, proven) => shown(await startRound(proven), proven),
});

const accept = guarded({
  name: 'upkeep.accept',
  audience: 'jiraAdmin',
  input: goneRefSchema,
  handle: async (gone, { actor }, proven) =>
    shown(await acceptGone(gone, actor, proven.settings, proven), proven),
});

const ended = guarded({
  name: 'upkeep.ended',
  audience: 'jiraAdmin',
  input: endedInputSchema,
  handle: async (input, _context, { settings, ...ports }) => ok(await listEnded(input, settings, ports)),
});

async function shown(
  why: Reason | undefined,
  { settings, ...ports }: Proven,
  page: UpkeepPageInput = {},
): Promise<Result<UpkeepView>> {
  return why ? fail(why) : ok(await showUpkeep(page, settings, ports));
}

/** What stays true by itself, for Jira admins. */
export const upkeepFunctions: readonly Guarded[] = [show, lists, save, start, accept, ended];
