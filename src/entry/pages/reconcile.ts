import * as z from 'zod/mini';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import {
  endedInputSchema,
  goneRefSchema,
  reconcileInputSchema,
  reconcileListsInputSchema,
  reconcilePageSchema,
} from '../../contract/reconcile';
import type { ReconcilePageInput, ReconcileView } from '../../contract/reconcile';
import type { Authorized } from '../../features/authorization/procedure';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { listEnded } from '../../features/reconcile/list-ended';
import { listFound } from '../../features/reconcile/list-found';
import { showReconcile } from '../../features/reconcile/show';
import { acceptGone, saveReconcileSettings, startRound } from '../../features/reconcile/settings';

const nothing = z.strictObject({});

const show = procedure({
  name: 'upkeep.show',
  audience: 'jiraAdmin',
  input: reconcilePageSchema,
  handle: (page, _context, authorized) => shown(undefined, authorized, page),
});

const lists = procedure({
  name: 'upkeep.lists',
  audience: 'jiraAdmin',
  input: reconcileListsInputSchema,
  handle: async ({ projectId }, _context, { settings, store }) =>
    ok(await listFound(projectId, settings, store.upkeep)),
});

const save = procedure({
  name: 'upkeep.save',
  audience: 'jiraAdmin',
  input: reconcileInputSchema,
  handle: async (input, { actor }, authorized) =>
    shown(await saveReconcileSettings(input, actor, authorized.settings, authorized), authorized),
});

const start = procedure({
  name: 'upkeep.start',
  audience: 'jiraAdmin',
  input: nothing,
  handle: async (_input, _context, authorized) => shown(await startRound(authorized), authorized),
});

const accept = procedure({
  name: 'upkeep.accept',
  audience: 'jiraAdmin',
  input: goneRefSchema,
  handle: async (gone, { actor }, authorized) =>
    shown(await acceptGone(gone, actor, authorized.settings, authorized), authorized),
});

const ended = procedure({
  name: 'upkeep.ended',
  audience: 'jiraAdmin',
  input: endedInputSchema,
  handle: async (input, _context, { settings, ...ports }) => ok(await listEnded(input, settings, ports)),
});

async function shown(
  why: Reason | undefined,
  { settings, ...ports }: Authorized,
  page: ReconcilePageInput = {},
): Promise<Result<ReconcileView>> {
  return why ? fail(why) : ok(await showReconcile(page, settings, ports));
}

/** What stays true by itself, for Jira admins. */
export const reconcileProcedures: readonly Procedure[] = [show, lists, save, start, accept, ended];
