import { listen } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { errorOf, runAction } from './actions';
import { ada, audited, changePolicy, invite, newKey, PAR, SUP, wordOf } from './scripting';
import type { Sent } from './scripting';

let site: LocalSite;
let listening: Awaited<ReturnType<typeof listen>>;

beforeEach(async () => {
  site = await LocalSite.create();
  await site.savePolicy({}, ['SUP', 'PAR']);
  listening = await listen(site, { port: 0, screens: false });
});

afterEach(async () => listening.close());

/** The first project is called HELP now, and the second has the key that the first had. */
function swap(): void {
  const [first, second] = [site.jira.state.desk('SUP'), site.jira.state.desk('PAR')];
  Object.assign(first ?? {}, { projectKey: 'HELP' });
  Object.assign(second ?? {}, { projectKey: 'SUP' });
}

async function send(body: Record<string, unknown> = {}): Promise<Sent> {
  const key = await newKey(site, { projects: [SUP, PAR] });
  return invite(key, ada(body));
}

const customers = (): number => site.jira.state.withEmail('ada@acme.example').length;

test('a script that names a key is never led into the project that had it once', async () => {
  swap();
  expect(wordOf(await send())).toBe('403 forbidden');
  expect(customers()).toBe(0);
  expect((await audited(site))[0]).toMatchObject({
    event: 'refusal',
    projectId: SUP,
    reason: 'project-renamed',
  });
});

test('nor is an automation rule', async () => {
  swap();
  expect(errorOf(await runAction(site))).toBeDefined();
  expect(customers()).toBe(0);
});

test('by its id it is meant whatever it is called', async () => {
  swap();
  expect(wordOf(await send({ project: SUP }))).toBe('201 created');
  expect(site.jira.state.desk('HELP')?.customers.size).toBe(2);
});

test('saving the policy takes the new keys: then each name means the project that has it', async () => {
  swap();
  await changePolicy(site, {});
  expect(wordOf(await send({ project: 'HELP' }))).toBe('201 created');
  expect(site.jira.state.desk('HELP')?.customers.size).toBe(2);
});

test('Jira is asked for the key once in five minutes, not at each request', async () => {
  const key = await newKey(site);
  const asked = async (email: string): Promise<number> => {
    site.jira.log.clear();
    await invite(key, ada({ email }));
    return site.jira.log.all().filter(({ path }) => path === '/rest/servicedeskapi/servicedesk/1').length;
  };
  expect(await asked('one@acme.example')).toBe(1);
  expect(await asked('two@acme.example')).toBe(0);
  site.jira.clock.advance(5 * 60_000);
  expect(await asked('three@acme.example')).toBe(1);
});
