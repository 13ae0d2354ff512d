import { buildBackEnd } from '../../local/forge/bundle';
import { listen } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { IN_FLIGHT_MAX } from '../../src/platform/jira/concurrency';
import { organizationNamed } from '../site/inviting';
import { importing, started } from '../site/importing';
import { LATENCY_MS } from './invitations';
import { measure } from './measure';
import type { Run } from './measure';
import { runOriginalScript } from './original-script';

const ORGANIZATIONS = 20;
const SCRIPT_ROWS = 300;
const SAMPLE_MS = 250;
const POLL_MS = 100;

export interface ImportRun extends Run {
  readonly rows: number;
  /** Bytes of heap that were in use at the worst moment and were free again afterwards. */
  readonly heap: number;
}

export interface Imports {
  readonly small: ImportRun;
  readonly large: ImportRun;
  readonly existing: ImportRun;
  /** The original script's time for one person, in ms. */
  readonly scriptPerRow: number;
  /** Rows a second that calls in flight allow, where each row takes one. */
  readonly ceiling: number;
}

/**
 * Imports through the app's bundle, on a site with Jira's documented limits and a latency, in real time; and runs the
 * original script there.
 *
 * @param rows of the large import; the small one has a tenth.
 */
export async function measureImports(rows: number): Promise<Imports> {
  const bundle = await buildBackEnd();
  const site = await LocalSite.create({ bundle, latencyMs: LATENCY_MS, profile: 'rate-limited' });
  const listening = await listen(site, { port: 0, screens: false });
  const names = await withOrganizations(site);

  // What a process does only once is not what is measured.
  await run(site, 'warm', peopleIn(names, 100, 'warm'));
  const small = await run(site, `Import: ${rows / 10} new customers`, peopleIn(names, rows / 10, 'small'));
  const people = peopleIn(names, rows, 'large');
  const large = await run(site, `Import: ${rows} new customers`, people);
  const existing = await run(site, `Import: ${rows} who exist`, people);

  const { email, apiToken = '' } = site.person('jira-admin');
  const guests = Array.from({ length: SCRIPT_ROWS }, (_, index) => `script${index}@acme.example`);
  const script = await measure(site, 'script', () =>
    runOriginalScript({ site: listening.url, email, apiToken }, guests, organizationNamed(site, 'Acme').id),
  );
  await listening.close();
  return {
    small,
    large,
    existing,
    scriptPerRow: script.took / SCRIPT_ROWS,
    ceiling: (IN_FLIGHT_MAX / LATENCY_MS) * 1000,
  };
}

async function run(site: LocalSite, what: string, people: readonly string[][]): Promise<ImportRun> {
  globalThis.gc?.();
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, process.memoryUsage().heapUsed);
  }, SAMPLE_MS);
  const result = await measure(site, what, async () => {
    const begun = await started(site, { rows: people });
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      // Reads what the app has stored, not through the app: a poll would count.
      const state = stateOf(site, begun.id);
      if (state === 'finished') break;
      if (state !== 'running' && state !== 'paused') throw new Error(`the import is ${String(state)}`);
    }
    // The screen's own calls, as few as they are.
    const { counts } = await importing(site, 'import.show', { importId: begun.id });
    if (counts.created + counts.existed !== people.length) throw new Error(JSON.stringify(counts));
  });
  clearInterval(sampling);
  globalThis.gc?.();
  const heap = Math.max(0, most - process.memoryUsage().heapUsed);
  return { ...result, rows: people.length, heap };
}

function stateOf(site: LocalSite, id: string): unknown {
  const spaces = site.forge.kvs.store.snapshot() as [
    string,
    { key: string; value: { value?: { state?: string } } }[],
  ][];
  const stored = spaces.flatMap(([, rows]) => rows).find(({ key }) => key === `import:${id}`);
  return stored?.value.value?.state;
}

/** Twenty organizations, linked to the project. */
async function withOrganizations(site: LocalSite): Promise<string[]> {
  const { email, apiToken = '' } = site.person('jira-admin');
  const headers = {
    Authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`,
    'Content-Type': 'application/json',
  };
  const names = Array.from({ length: ORGANIZATIONS }, (_, index) => `Company ${index + 1}`);
  for (const name of names) {
    const post = (path: string, body: object) =>
      fetch(site.jira.base + path, { method: 'POST', headers, body: JSON.stringify(body) });
    const made = (await (await post('/rest/servicedeskapi/organization', { name })).json()) as { id: string };
    const linked = await post('/rest/servicedeskapi/servicedesk/1/organization', {
      organizationId: Number(made.id),
    });
    if (!linked.ok) throw new Error(`${name} was not linked: ${linked.status}`);
  }
  return names;
}

/** People of these organizations, in the order in which the browser sends them: those of one organization together. */
function peopleIn(names: readonly string[], count: number, word: string): string[][] {
  return Array.from({ length: count }, (_, index) => [
    `${word}${index}@company.example`,
    `Guest ${index}`,
    names[Math.floor((index * names.length) / count)] ?? '',
  ]);
}
