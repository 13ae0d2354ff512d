import type { LocalSite } from './local-site';

const DAY_MS = 86_400_000;
/** Between one invitation and the next, in ms. */
const PAUSE_MS = 20 * 60_000;
/** How far back the demo's history goes. */
export const DEMO_DAYS = 14;

/** Companies with the people whom the demo's agents invite. */
const COMPANIES: Readonly<Record<string, readonly string[]>> = {
  Hartwell: ['Amelia Hart', 'Ben Okafor', 'Chloe Lindqvist', 'Dario Conti'],
  'Blue Kite': ['Elena Petrova', 'Farid Haddad', 'Greta Olsen'],
  Norvane: ['Hugo Martin', 'Ines Duarte', 'Jonas Weber', 'Keiko Tanaka', 'Liam Byrne'],
  Oakline: ['Mara Kovač', 'Nils Berg', 'Olivia Grant'],
  'Pine & Partners': ['Pedro Alves', 'Quinn Harper', 'Rosa Ibarra', 'Sven Holm'],
  Quillstone: ['Tara Singh', 'Uli Brandt', 'Vera Novak'],
  Redfern: ['Wanda Król', 'Xavier Roux', 'Yuki Sato', 'Zoe Carter'],
};

/**
 * Fills the site with what a company would have after two weeks: organizations, a few dozen customers, and what became of
 * them. All of it comes about through the app itself, day by day, so the site's time must begin `DEMO_DAYS` ago.
 */
export async function fillWithDemo(site: LocalSite): Promise<void> {
  const { jira, forge } = site;
  jira.quiet = true;
  await site.savePolicy({ createOrganizations: true }, ['SUP']);
  const companies = Object.entries(COMPANIES);
  for (let day = 0; day < DEMO_DAYS; day += 1) {
    const [company, people] = companies[Math.floor(day / 2)] ?? [];
    const half = Math.ceil((people?.length ?? 0) / 2);
    const today = day % 2 === 0 ? people?.slice(0, half) : people?.slice(half);
    for (const name of today ?? []) await inviteInto(site, company ?? '', name, day);
    if (day === DEMO_DAYS - 2) await refuse(site);
    await forge.passTime(DAY_MS - (today?.length ?? 0) * PAUSE_MS);
    await forge.runSchedule('ending');
  }
  await site.savePolicy({ createOrganizations: false }, ['SUP']);
  await forge.runSchedule('upkeep');
  await forge.passTime(0);
  jira.quiet = false;
  jira.log.clear();
  forge.kvs.requests.length = 0;
}

/** One of them for three weeks only. */
async function inviteInto(site: LocalSite, company: string, displayName: string, day: number): Promise<void> {
  const now = site.jira.clock.now();
  const isTemporary = displayName.startsWith('J') || displayName.startsWith('T');
  await send(site, day % 5 === 4 ? 'project-admin' : 'agent', {
    people: [{ email: addressOf(displayName, company), displayName }],
    organizations: [{ name: company }],
    ...(isTemporary && { endsAt: new Date(now + 21 * DAY_MS).toISOString() }),
  });
  await site.forge.passTime(PAUSE_MS);
}

async function refuse(site: LocalSite): Promise<void> {
  await send(site, 'agent', { people: [{ email: 'sam@denied.example' }], organizations: [] });
}

async function send(site: LocalSite, who: string, input: object): Promise<void> {
  const screen = site.screen('invite', who, 'SUP');
  const reply = (await site.forge.invoke(screen, 'invite.send', { notify: false, ...input })) as {
    readonly ok: boolean;
    readonly error?: { readonly code: string };
  };
  if (!reply.ok) throw new Error(`The demo was refused: ${reply.error?.code}`);
}

/** `amelia.hart@hartwell.example`. */
function addressOf(name: string, company: string): string {
  const plain = (text: string): string =>
    text
      .normalize('NFKD')
      .replace(/[^A-Za-z ]/g, '')
      .trim()
      .toLowerCase();
  return `${plain(name).replace(/ +/g, '.')}@${plain(company).replace(/ +/g, '-')}.example`;
}
