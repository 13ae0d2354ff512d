import { createHash } from 'node:crypto';
import { LOOK_AT_ONCE_MAX, SLICE_ROWS_MAX, SLICES_AT_ONCE_MAX } from '../../src/contract/import';
import type { ImportView } from '../../src/contract/import';
import type { Leaver } from '../../src/contract/leavers';
import type { ImportRow } from '../../src/domain/invitation/import-row';
import type { Functions } from '../../src/contract/procedures';
import type { LocalSite } from '../../local/server/local-site';
import { inviteUntil, outcomesIn } from './ending';
import { importing, settled } from './importing';
import { ask } from './inviting';

export const ADA = 'ada@acme.example';
/** A customer of the site from before. */
export const KNOWN = 'customer@guestlist.example';

/** Calls a function of leavers as `who`, and insists on its data. */
export async function leaving<N extends Extract<keyof Functions, `leavers.${string}`>>(
  site: LocalSite,
  name: N,
  input: unknown = {},
  who = 'agent',
): Promise<Functions[N]['output']> {
  const reply = await ask(site, who, name, input);
  if (!reply.ok) throw new Error(`${name} was refused: ${reply.error.code}`);
  return reply.data;
}

/** What a list would do, in its order: asked as the page asks. */
export async function looked(site: LocalSite, emails: readonly string[]): Promise<readonly Leaver[]> {
  const found: Leaver[] = [];
  for (let from = 0; from < emails.length; from += LOOK_AT_ONCE_MAX)
    found.push(
      ...(await leaving(site, 'leavers.look', { emails: emails.slice(from, from + LOOK_AT_ONCE_MAX) })),
    );
  return found;
}

/** Looks a list up, and sends those that can be removed. */
export async function sentLeavers(
  site: LocalSite,
  emails: readonly string[],
  who = 'agent',
): Promise<ImportView> {
  const looks = await looked(site, emails);
  const rows = emails.flatMap((email, index): ImportRow[] => {
    const look = looks[index];
    return look?.kind === 'one' ? [{ line: index + 1, cells: [email], accountId: look.accountId }] : [];
  });
  const slices = Array.from({ length: Math.ceil(rows.length / SLICE_ROWS_MAX) }, (_, index) =>
    rows.slice(index * SLICE_ROWS_MAX, (index + 1) * SLICE_ROWS_MAX),
  );
  const begun = await leaving(
    site,
    'leavers.begin',
    {
      fileName: 'leavers.csv',
      fingerprint: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
      people: rows.length,
      slices: slices.length,
    },
    who,
  );
  for (let from = 0; from < slices.length; from += SLICES_AT_ONCE_MAX) {
    const sent = { importId: begun.id, from, slices: slices.slice(from, from + SLICES_AT_ONCE_MAX) };
    await importing(site, 'import.upload', sent, who);
  }
  return begun;
}

/** The same, and says to begin. */
export async function removed(site: LocalSite, emails: readonly string[]): Promise<ImportView> {
  const { id, people } = await sentLeavers(site, emails);
  return importing(site, 'import.run', { importId: id, confirmed: people });
}

/** Invites customers for good. */
export async function invited(site: LocalSite, ...emails: readonly string[]): Promise<void> {
  outcomesIn(await inviteUntil(site, undefined, emails));
}

/** Removes a list, and waits until that has ended. */
export async function finished(site: LocalSite, emails: readonly string[]): Promise<ImportView> {
  return settled(site, (await removed(site, emails)).id);
}
