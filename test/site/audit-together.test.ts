import { LocalSite } from '../../local/server/local-site';
import { ask, inviteOne } from './inviting';
import { audited, SUP } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const together = async (outcome: 'done' | 'refused', kind: 'invitation' | 'refusal') => {
  const actor = `person:${site.person('agent').accountId}`;
  return (await audited(site, { projectId: SUP, actor, outcome, kind } as never)).map(
    ({ event, domain = '' }) => `${event} ${domain}`,
  );
};

test('what a person did in a space is found by what came of it, and by its kind', async () => {
  await inviteOne(site, 'ada@acme.example');
  await inviteOne(site, 'eve@denied.example');
  await ask(site, 'agent', 'policy.show');
  await ask(site, 'agent', 'project.show');
  expect(await together('done', 'invitation')).toEqual(['invitation acme.example']);
  expect(await together('refused', 'invitation')).toEqual(['invitation denied.example']);
  expect(await together('refused', 'refusal')).toEqual(['refusal ']);
  expect(await together('done', 'refusal')).toEqual([]);
});

test('what storage refused is found, too, once the queue has written it', async () => {
  site.forge.kvs.failing = (path) => path === '/api/v1/batch/set';
  await inviteOne(site, 'eve@denied.example');
  expect(await together('refused', 'invitation')).toEqual([]);
  site.forge.kvs.failing = () => false;
  await site.forge.runQueues();
  expect(await together('refused', 'invitation')).toEqual(['invitation denied.example']);
});
