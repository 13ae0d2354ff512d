import { listen } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { measure } from './measure';
import type { Run } from './measure';
import { runOriginalScript } from './original-script';

/** How long each call to Jira takes, in ms. */
export const LATENCY_MS = 120;

export interface Invitations {
  readonly one: Run;
  readonly oneWithEmail: Run;
  readonly existing: Run;
  readonly many: Run;
  readonly scriptOne: Run;
  readonly scriptMany: Run;
  /** 500 KB in place of an address. */
  readonly tooLong: Run;
}

const MANY = 25;
let invited = 0;
const newPeople = (count: number): string[] =>
  Array.from({ length: count }, () => `guest${(invited += 1)}@acme.example`);

/** Invites through the app and with the original script, on one site, one after the other. */
export async function measureInvitations(bundle: string): Promise<Invitations> {
  const site = await LocalSite.create({ bundle, latencyMs: LATENCY_MS });
  const listening = await listen(site, { port: 0, screens: false });
  const { email, apiToken = '' } = site.person('jira-admin');
  const acme = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Acme')?.id ?? '';
  const script = (people: readonly string[]) =>
    runOriginalScript({ site: listening.url, email, apiToken }, people, acme);
  const app = async (people: readonly string[], notify = false): Promise<void> => {
    const reply = (await site.forge.invoke(site.screen('invite', 'agent', 'SUP'), 'invite.send', {
      people: people.map((person) => ({ email: person })),
      organizations: [{ name: 'Acme' }],
      notify,
    })) as { data?: { outcomes: { state: string }[] } };
    const done = reply.data?.outcomes.filter(({ state }) => state === 'done').length;
    if (done !== people.length) throw new Error(`only ${done} of ${people.length} were invited`);
  };

  const refused = (person: string): Promise<unknown> =>
    site.forge.invoke(site.screen('invite', 'agent', 'SUP'), 'invite.send', {
      people: [{ email: person }],
      organizations: [],
      notify: false,
    });

  // What a process does only once is not what is measured.
  await app(newPeople(1));
  const result: Invitations = {
    one: await measure(site, 'Guestlist: one new customer', () => app(newPeople(1))),
    oneWithEmail: await measure(site, 'Guestlist: one, with an e-mail', () => app(newPeople(1), true)),
    existing: await measure(site, 'Guestlist: one who exists', () => app(['customer@guestlist.example'])),
    many: await measure(site, `Guestlist: ${MANY} at once`, () => app(newPeople(MANY))),
    scriptOne: await measure(site, 'Original script: one new customer', () => script(newPeople(1))),
    scriptMany: await measure(site, `Original script: ${MANY}`, () => script(newPeople(MANY))),
    tooLong: await measure(site, 'Guestlist: an address of 500 KB, refused', async () => {
      await refused('a'.repeat(499_000));
    }),
  };
  await listening.close();
  return result;
}
