import { listen } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { inParallel } from '../../src/features/invite/in-parallel';
import { LATENCY_MS } from './invitations';
import { measure } from './measure';
import type { Run } from './measure';

const REQUESTS = 200;
const IN_FLIGHT = 8;

export interface ScriptDoor {
  readonly one: Run;
  readonly existing: Run;
  readonly many: Run;
  /** Of the many: answers other than 201, and customers without an entry in the audit log. */
  readonly errors: number;
  readonly lost: number;
}

/** Requests with an API key, over HTTP: one on a quiet site, many at once where Jira's documented limits hold. */
export async function measureScriptDoor(bundle: string): Promise<ScriptDoor> {
  const quiet = await door(bundle, {});
  await quiet.post('warm@acme.example');
  const one = await measure(quiet.site, 'Script: one new customer', () =>
    expect201(quiet.post('one@acme.example')),
  );
  const existing = await measure(quiet.site, 'Script: one who exists', async () => {
    await quiet.post('customer@guestlist.example');
  });
  await quiet.close();

  const busy = await door(bundle, { profile: 'rate-limited' });
  const statuses: number[] = [];
  const many = await measure(
    busy.site,
    `Script: ${REQUESTS}, ${IN_FLIGHT} in flight, rate-limited`,
    async () => {
      const emails = Array.from({ length: REQUESTS }, (_, index) => `many${index}@acme.example`);
      statuses.push(...(await inParallel(emails, IN_FLIGHT, busy.post)));
    },
  );
  const errors = statuses.filter((status) => status !== 201).length;
  const lost = REQUESTS - errors - (await audited(busy.site));
  await busy.close();
  return { one, existing, many, errors, lost };
}

interface Door {
  readonly site: LocalSite;
  readonly post: (email: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

async function door(bundle: string, options: { readonly profile?: string }): Promise<Door> {
  const site = await LocalSite.create({ bundle, latencyMs: LATENCY_MS, ...options });
  const listening = await listen(site, { port: 0, screens: false });
  const made = (await site.forge.invoke(site.screen('settings', 'jira-admin'), 'keys.create', {
    name: 'Bench',
    projects: ['10001'],
    domains: [],
    organizations: [],
    dailyQuota: 1000,
    days: 1,
  })) as { data: { secret: string; address: string } };
  const { secret, address } = made.data;
  const post = async (email: string): Promise<number> => {
    const { status } = await fetch(address, {
      method: 'POST',
      headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, project: 'SUP', organization: 'Acme' }),
    });
    return status;
  };
  return { site, post, close: () => listening.close() };
}

async function expect201(answer: Promise<number>): Promise<void> {
  const status = await answer;
  if (status !== 201) throw new Error(`the script was answered ${status}`);
}

/** Customers of whom the audit log says that they were invited. */
async function audited(site: LocalSite): Promise<number> {
  const customers = new Set<string>();
  let before: string | undefined;
  do {
    const { data } = (await site.forge.invoke(site.screen('settings', 'jira-admin'), 'audit.page', {
      outcome: 'done',
      limit: 100,
      ...(before && { before }),
    })) as { data: { entries: { customer?: string }[]; before?: string } };
    for (const { customer } of data.entries) if (customer) customers.add(customer);
    before = data.before;
  } while (before);
  return customers.size;
}
