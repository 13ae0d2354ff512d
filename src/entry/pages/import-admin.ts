import { goOnInputSchema, importIdSchema, importRefSchema } from '../../contract/import';
import { siteImportsInputSchema } from '../../contract/site-imports';
import type { SiteImport } from '../../contract/site-imports';
import type { Authorized } from '../../features/authorization/procedure';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { cancelImport, resumeImport } from '../../features/import/controls';
import { siteViewOf } from '../../features/import/view';
import type { ImportRecord } from '../../features/import/store/imports';
import { controlPorts } from './import-controls';
import { ok } from '../../domain/result';
import type { Result } from '../../domain/result';

/** Pages of storage in one answer. */
const PAGES = 5;

/** Every import of the site: by space, the newest first. */
const list = procedure({
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
const cancel = procedure({
  name: 'imports.cancel',
  audience: 'jiraAdmin',
  input: importRefSchema,
  handle: async ({ importId }, { actor }, authorized) =>
    seen(await cancelImport(importId, { actor, projectId: undefined }, controlPorts(authorized)), authorized),
});

/** Lets an import go on that another than its owner stopped. */
const resume = procedure({
  name: 'imports.resume',
  audience: 'jiraAdmin',
  input: goOnInputSchema,
  handle: async (input, { actor }, authorized) => {
    const who = { actor, projectId: undefined, policy: authorized.settings.policy };
    return seen(await resumeImport(input, who, controlPorts(authorized)), authorized);
  },
});

export const importAdminFunctions: readonly Procedure[] = [list, cancel, resume];

function seen(steered: Result<ImportRecord>, { settings }: Authorized): Result<SiteImport> {
  return steered.ok ? ok(siteViewOf(steered.data, settings.policy)) : steered;
}
