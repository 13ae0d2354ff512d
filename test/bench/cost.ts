import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { buildBackEnd, ROOT } from '../../local/forge/bundle';
import { listen } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { importing, started } from '../site/importing';
import { ask, organizationNamed } from '../site/inviting';
import { invite, newKey } from '../site/scripting';
import { lookTomorrow, rulesFor, look } from '../site/upkeeping';
import { LATENCY_MS } from './invitations';
import { freeTimes, listPrice, PRICE_LIST } from './price-list';
import type { Usage } from './price-list';
import { measureBackEnd } from './sizes';
import { atMost, print, printTargets, table } from './table';

/** How long each request to storage takes, in ms: taken, not measured. */
const STORAGE_MS = 10;
const INVITED = 25;
const ROWS = 1_000;
const CUSTOMERS = 10_000;
const ORGANIZATIONS = 20;
/** An open page asks how an import is getting on. */
const POLL_MS = 2_000;
const DAYS_OF_MONTH = 30;
const HOUR_MS = 3_600_000;

interface Cost extends Usage {
  readonly what: string;
  readonly runs: number;
  readonly points: number;
}

/** `npm run bench -- cost`: what Forge would bill, and what Jira would count. */
export async function benchCost(): Promise<void> {
  const bundle = await buildBackEnd();
  const { loadMs } = measureBackEnd(bundle);
  const costs = [
    await invitations(bundle),
    await rows(bundle),
    await scripts(bundle),
    await idleMonth(bundle, loadMs),
    await dailyCheck(bundle),
  ];
  print(
    `Measured on the local site: ${LATENCY_MS} ms a call to Jira, ${STORAGE_MS} ms a request to storage, ${memoryGb() * 1000} MB. At the prices of ${PRICE_LIST.publishedOn}.`,
  );
  print(
    table(
      [
        '',
        'runs of functions',
        'GB-seconds',
        'read, MB',
        'written, MB',
        'points',
        'list price',
        'free a month',
      ],
      costs.map((cost) => [
        cost.what,
        count(cost.runs),
        cost.gbSeconds.toFixed(1),
        (cost.bytesRead / 1e6).toFixed(1),
        (cost.bytesWritten / 1e6).toFixed(2),
        count(cost.points),
        `$${listPrice(cost).toFixed(4)}`,
        `${count(freeTimes(cost).times)} times`,
        freeTimes(cost).first,
      ]),
    ),
  );
  const [single, imported] = costs.map(listPrice);
  printTargets([
    atMost('time', '1,000 single invitations', single ?? Number.NaN, 0.02, { unit: ' $', digits: 4 }),
    atMost('time', '1,000 imported rows', imported ?? Number.NaN, 0.003, { unit: ' $', digits: 4 }),
  ]);
}

/** Each by an agent who opens the page, invites one, and sees the list of recent invitations. */
async function invitations(bundle: string): Promise<Cost> {
  const site = await siteWith(bundle);
  const one = async (email: string): Promise<void> => {
    await ask(site, 'agent', 'invite.start');
    const organizations = [{ name: 'Acme' }];
    await ask(site, 'agent', 'invite.send', { people: [{ email }], organizations, notify: false });
    await ask(site, 'agent', 'invite.history');
  };
  await one('warm@acme.example');
  const cost = await costOf(site, async () => {
    for (let index = 0; index < INVITED; index += 1) await one(`guest${index}@acme.example`);
  });
  return times(1000 / INVITED, '1,000 single invitations', cost);
}

/** Sent, worked off, and looked at by the page that is open. */
async function rows(bundle: string): Promise<Cost> {
  const site = await siteWith(bundle);
  const listening = await listen(site, { port: 0, screens: false });
  const cost = await costOf(site, async () => {
    const { id } = await started(site, {
      rows: Array.from({ length: ROWS }, (_, index) => [
        `guest${index}@acme.example`,
        `Guest ${index}`,
        'Acme',
      ]),
    });
    for (let state = 'running'; state === 'running';) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      ({ state } = await importing(site, 'import.show', { importId: id }));
    }
  });
  await listening.close();
  return times(1, `${count(ROWS)} imported rows`, cost);
}

async function scripts(bundle: string): Promise<Cost> {
  const site = await siteWith(bundle);
  const listening = await listen(site, { port: 0, screens: false });
  const key = await newKey(site);
  const one = (email: string): Promise<unknown> =>
    invite(key, { email, project: 'SUP', organization: 'Acme' }, { 'Idempotency-Key': email });
  await one('warm@acme.example');
  const cost = await costOf(site, async () => {
    for (let index = 0; index < INVITED; index += 1) await one(`guest${index}@acme.example`);
  });
  await listening.close();
  return times(1000 / INVITED, '1,000 requests of a script', cost);
}

/** Each run in a process of its own: it loads the bundle first. */
async function idleMonth(bundle: string, loadMs: number): Promise<Cost> {
  const site = await siteWith(bundle);
  const day = async (): Promise<void> => {
    for (let hour = 0; hour < 24; hour += 1) {
      site.jira.clock.advance(HOUR_MS);
      for (const { key } of site.forge.manifest.modules.scheduledTrigger) await site.forge.runSchedule(key);
      await site.forge.runQueues();
    }
  };
  await day();
  const cost = await costOf(site, day);
  const loaded = { ...cost, gbSeconds: cost.gbSeconds + (cost.runs * loadMs * memoryGb()) / 1000 };
  return times(DAYS_OF_MONTH, 'An idle month', loaded);
}

async function dailyCheck(bundle: string): Promise<Cost> {
  const site = await siteWith(bundle);
  site.jira.quiet = true;
  site.forge.kvs.latencyMs = 0;
  site.forge.time.hurried = true;
  const names = Array.from({ length: ORGANIZATIONS }, (_, index) => `Company ${index}`);
  for (const name of names)
    site.jira.state.desk('SUP')?.organizations.add(site.jira.state.addOrganization(name).id);
  await rulesFor(site, { 'acme.example': 'Company 0' });
  await started(site, {
    rows: Array.from({ length: CUSTOMERS }, (_, index) => [
      `guest${index}@acme.example`,
      '',
      names[index % ORGANIZATIONS] ?? '',
    ]),
  });
  await site.forge.passTime(HOUR_MS);
  await look(site);
  await lookTomorrow(site);
  site.jira.clock.advance(24 * HOUR_MS);
  site.jira.quiet = false;
  site.forge.kvs.latencyMs = STORAGE_MS;
  site.forge.time.hurried = false;
  if (organizationNamed(site, 'Company 1').members.size === 0) throw new Error('nobody was imported');
  const cost = await costOf(site, () => look(site).then(() => undefined));
  return times(1, `A daily check of ${count(CUSTOMERS)} customers`, cost);
}

async function siteWith(bundle: string): Promise<LocalSite> {
  const site = await LocalSite.create({ bundle, latencyMs: LATENCY_MS });
  site.forge.kvs.latencyMs = STORAGE_MS;
  return site;
}

/** Runs something in real time. @returns what Forge would bill for it. */
async function costOf(site: LocalSite, run: () => Promise<void>): Promise<Omit<Cost, 'what'>> {
  const { usage } = site.forge;
  const { traffic } = site.forge.kvs;
  site.jira.log.clear();
  const before = { ...usage, read: traffic.read, written: traffic.written };
  await run();
  await site.forge.passTime(0);
  return {
    runs: usage.runs - before.runs,
    gbSeconds: ((usage.ms - before.ms) / 1000) * memoryGb(),
    bytesRead: traffic.read - before.read,
    bytesWritten: traffic.written - before.written,
    points: site.jira.log.all().reduce((sum, call) => sum + call.points, 0),
  };
}

function times(factor: number, what: string, cost: Omit<Cost, 'what'>): Cost {
  return {
    what,
    runs: cost.runs * factor,
    gbSeconds: cost.gbSeconds * factor,
    bytesRead: cost.bytesRead * factor,
    bytesWritten: cost.bytesWritten * factor,
    points: cost.points * factor,
  };
}

/** What the manifest asks for. */
function memoryGb(): number {
  const runtime = z.object({ app: z.object({ runtime: z.object({ memoryMB: z.number() }) }) });
  const manifest = runtime.parse(parse(readFileSync(path.join(ROOT, 'manifest.yml'), 'utf8')));
  return manifest.app.runtime.memoryMB / 1000;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}
