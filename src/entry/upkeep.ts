import * as z from 'zod/mini';
import type { Reason } from '../contract/reason';
import { endedInputSchema, goneRefSchema, upkeepInputSchema } from '../contract/upkeep';
import type { UpkeepView } from '../contract/upkeep';
import type { Proven, Result } from '../guard/definition';
import { guarded } from '../guard/guard';
import type { Guarded } from '../guard/guard';
import { listEnded } from '../upkeep/list-ended';
import { showUpkeep } from '../upkeep/show';
import { acceptGone, saveUpkeep, startRound } from '../upkeep/steer';

const nothing = z.strictObject({});

const show = guarded({
  name: 'upkeep.show',
  audience: 'jiraAdmin',
  input: nothing,
  handle: (_input, _context, proven) => shown(undefined, proven),
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
  handle: async (input, _context, { settings, ...ports }) => ({
    ok: true,
    data: await listEnded(input, settings, ports),
  }),
});

async function shown(why: Reason | undefined, { settings, ...ports }: Proven): Promise<Result<UpkeepView>> {
  return why ? { ok: false, reason: why } : { ok: true, data: await showUpkeep(settings, ports) };
}

/** What stays true by itself, for Jira admins. */
export const upkeepFunctions: readonly Guarded[] = [show, save, start, accept, ended];
