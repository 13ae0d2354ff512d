import { organizationIdSchema } from '../../src/domain/ids';
import { LocalSite } from '../../local/server/local-site';
import { beginning, importing, people, refusedWith, rowsOf, settled, started } from './importing';
import { ask, inviteOne, organizationNamed, stepsOf } from './inviting';
import { changePolicy, newKey, told } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const idOf = (name: string) => organizationIdSchema.parse(organizationNamed(site, name).id);
const names = () => [...site.jira.state.organizations.values()].map(({ name }) => name).sort();

test.each(['Acme\u3164', 'Ac\u200Dme', 'Acme\uFE0F', 'Acme\u2800', 'Ａｃｍｅ', 'ACME\u{E0100}'])(
  'an agent cannot make a second organization that looks like Acme: %j is Acme',
  async (name) => {
    await changePolicy(site, { createOrganizations: true });
    const before = names();
    const outcome = await inviteOne(site, 'ada@acme.example', { organizations: [{ name }] });
    expect(stepsOf(outcome)).toContain('organization Acme made');
    expect(names()).toEqual(before);
  },
);

test.each([
  ['Umbrella Corp\u3164', 'organization-name'],
  ['Wayne\u034F', 'organization-name'],
  ['Асme', 'organization-name'],
  ['Stark\uFFFD', 'text-broken'],
  ['Ac\uFFFDme', 'text-broken'],
])('an organization that is new is never called %j', async (name, code) => {
  await changePolicy(site, { createOrganizations: true });
  const before = names();
  expect(await inviteOne(site, 'ada@acme.example', { organizations: [{ name }] })).toMatchObject({
    reason: { code },
  });
  expect(names()).toEqual(before);
});

test('a row of an import that names Acme with what cannot be seen goes to Acme', async () => {
  await changePolicy(site, { createOrganizations: true });
  const before = names();
  const view = await started(site, {
    rows: people(3, ['Acme\u3164', 'A\u034Fcme', 'Nowhere\uFE0F']),
    organizations: [{ name: 'Nowhere\u200B', to: { id: idOf('Globex') } }],
  });
  const ended = await settled(site, view.id);
  expect((await rowsOf(site, ended)).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  expect(names()).toEqual(before);
});

test.each(['Nightly\r\nsync', 'Nightly \u202Ecnys', 'Nightly\u3164', 'Nightly\uD83D'])(
  'a key is never called %j',
  async (name) => {
    await expect(newKey(site, { name })).rejects.toThrow('refused: name-control');
  },
);

test.each(['people\u202Evsc.csv', 'people\n.csv', 'peo\u3164ple.csv'])(
  'an import is never called %j',
  async (fileName) => {
    const { input } = beginning({ rows: people(1) });
    expect(await refusedWith(site, 'import.begin', { ...input, fileName })).toBe('name-control');
    expect(await importing(site, 'import.list')).toEqual([]);
  },
);

test.each(['agent', 'jira-admin'])('nobody sees what a name in a policy hides', async (who) => {
  const id = idOf('Acme');
  const onlyOrganizations = [{ id, name: 'Acme\u202E \u3164 emcA\r\n' }];
  if (who === 'agent') {
    const settings = await ask(site, 'project-admin', 'project.show');
    const version = settings.ok ? settings.data.version : 0;
    await ask(site, 'project-admin', 'project.save', { version, own: { onlyOrganizations } });
  } else {
    await changePolicy(site, { onlyOrganizations });
  }
  const { rules, projects } = await told(site, 'jira-admin', 'policy.show');
  const kept = [
    ...rules.onlyOrganizations,
    ...Object.values(projects).flatMap(({ own }) => own.onlyOrganizations),
  ];
  expect(kept.filter(Boolean)).toEqual([{ id, name: 'Acme emcA' }]);
});

test('a customer’s name is what it looks like', async () => {
  const invite = async (displayName: string) => {
    const people = [{ email: 'ada@acme.example', displayName }];
    const sent = await ask(site, 'agent', 'invite.send', { people, organizations: [], notify: false });
    return sent.ok ? sent.data.outcomes[0]?.reason?.code : sent.error.code;
  };
  for (const name of ['Ada\u3164', 'Ada\u2800 L', 'Ada\u{E0041}', 'A\u034Fda', 'Ada\u2066']) {
    expect(await invite(name)).toBe('name-control');
  }
  expect(await invite('Ada\u00A0Lovelace\u200F')).toBeUndefined();
  expect(site.jira.state.withEmail('ada@acme.example')[0]?.displayName).toBe('Ada Lovelace');
});
