import {
  goOnInputSchema,
  importIdSchema,
  importRefSchema,
  siteImportsInputSchema,
} from '../../contract/import';
import type { SiteImport } from '../../contract/import';
import type { Proven } from '../../features/authorization/procedure';
import { guarded } from '../../features/authorization/guard';
import type { Guarded } from '../../features/authorization/guard';
import { cancelImport, resumeImport } from '../../features/import/controls';
import { siteViewOf } from '../../features/import/view';
import type { ImportRecord } from '../../features/import/store/imports';
import { steering } from './import-controls';
import { ok } from '../../domain/result';
import type { Result } from '../../domain/result';

/** Pages of storage in one answer. */
const PAGES = 5;

/** Every import of the site, whoever started it and wherever: by space, of each the newest first. */
const list = guarded({
  name: 'imports.list',
  audience: 'jiraAdmin',
  input: siteImportsInputSchema,
  handle: async ({ before: first }, _context, { store, settings: { policy } }) => {
    const imports: SiteImport[] = [];
    let before: string | undefined = first;
    for (let count = 0; count < PAGES; count += 1) {
      const page = await store.imports.page(before);
      imports.push(...page.imports.map((record) => siteViewOf(record, policy)));
      ({ before } = page);
      if (before === undefined) break;
    }
    const next = importIdSchema.safeParse(before).data;
    return ok({ imports, ...(next && { before: next }) });
  },
});

/** Stops an import; its owner cannot go on with it. */
const cancel = guarded({
  name: 'imports.cancel',
  audience: 'jiraAdmin',
  input: importRefSchema,
  handle: async ({ importId }, { actor }, proven) =>
    seen(await cancelImport(importId, { actor, projectId: undefined }, steering(proven)), proven),
});

/** Lets an import go on that somebody else than its owner stopped. */
const resume = guarded({
  name: 'imports.resume',
  audience: 'jiraAdmin',
  input: goOnInputSchema,
  handle: async (input, { actor }, proven) => {
    const who = { actor, projectId: undefined, policy: proven.settings.policy };
    return seen(await resumeImport(input, who, steering(proven)), proven);
  },
});

export const importAdminFunctions: readonly Guarded[] = [list, cancel, resume];

function seen(steered: Result<ImportRecord>, { settings }: Proven): Result<SiteImport> {
  return steered.ok ? ok(siteViewOf(steered.data, settings.policy)) : steered;
}
