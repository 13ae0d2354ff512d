import { LocalSite } from '../../local/server/local-site';
import { measure } from './measure';
import type { Run } from './measure';

export interface RequestPanel {
  /** Until the panel on a request shows something. */
  readonly opened: Run;
  /** Finding out who is a customer already, for the four addresses found, behind it. */
  readonly looked: Run;
}

/** What it costs to open the panel on a request, as an agent. */
export async function measureRequestPanel(bundle: string, latencyMs: number): Promise<RequestPanel> {
  const site = await LocalSite.create({ bundle, latencyMs });
  const screen = site.screen('request', 'agent', 'SUP', { issue: 'SUP-1' });
  await site.forge.invoke(screen, 'issue.show', {});
  let emails: readonly string[] = [];
  const opened = await measure(site, 'Request: the panel opens', async () => {
    const reply = (await site.forge.invoke(screen, 'issue.show', {})) as {
      readonly data: { readonly people: readonly { readonly email: string }[] };
    };
    emails = reply.data.people.map(({ email }) => email);
  });
  const looked = await measure(site, `Request: ${emails.length} addresses looked up`, async () => {
    await site.forge.invoke(screen, 'issue.look', { emails });
  });
  return { opened, looked };
}
