import type { LocalSite } from '../../local/server/local-site';
import { endingSite, inDays, inviteUntil, outcomesIn, pass, placesOf } from './ending';
import { organizationNamed } from './inviting';

const EMAIL = 'ada@acme.example';
const THERE = { who: 'other-agent', project: 'PAR' };

let site: LocalSite;
beforeEach(async () => {
  site = await endingSite();
  await site.savePolicy({ organizations: 'any' }, ['SUP', 'PAR']);
});

const isMember = () => placesOf(site, EMAIL).includes('Acme');

/** Does something, once, while Jira adds a customer to the organization. */
function whileAdding(organization: string, work: () => Promise<unknown>): void {
  const part = `/organization/${organizationNamed(site, organization).id}/user`;
  const { crashes } = site.forge;
  const around = crashes.around.bind(crashes);
  crashes.around = async (call, run) => {
    if (call.method === 'POST' && call.path.includes(part)) {
      crashes.around = around;
      await work();
    }
    return around(call, run);
  };
}

test('two invitations at once are both noted, so that no end of another project takes what one gave', async () => {
  await inviteUntil(site, inDays(site, 2), [EMAIL], THERE);
  site.jira.clock.advance(60_000);
  whileAdding('Globex', async () => {
    expect(outcomesIn(await inviteUntil(site, undefined, [EMAIL]))[0]?.state).toBe('done');
  });
  await inviteUntil(site, undefined, [EMAIL], { organization: 'Globex' });
  await pass(site, 4);
  expect(placesOf(site, EMAIL)).toEqual(['desk', 'Acme', 'Globex']);
});

test.each([
  ['a later end', 9],
  ['for good', undefined],
])('what is given while the notes cannot be read is noted all the same: %s', async (_what, days) => {
  await inviteUntil(site, inDays(site, 2), [EMAIL], THERE);
  site.jira.clock.advance(60_000);
  // The end is stored before: what is read then is what is noted of the customer.
  let isNext = days === undefined;
  let refused = 0;
  const { kvs } = site.forge;
  const handle = kvs.handle.bind(kvs);
  kvs.handle = (path, body) => {
    const keys = JSON.stringify(body);
    isNext ||= path.endsWith('/transaction') && keys.includes('"ending:10001');
    if (!isNext || refused > 0 || !path.endsWith('/batch/get') || !keys.includes('"enrolment-note:'))
      return handle(path, body);
    refused += 1;
    return Response.json({ code: 'INTERNAL_ERROR', message: '' }, { status: 500 });
  };
  const reply = await inviteUntil(site, days === undefined ? undefined : inDays(site, days), [EMAIL]);
  expect(outcomesIn(reply)[0]?.steps.map(({ state }) => state)).not.toContain('failed');
  expect(refused).toBe(1);
  await pass(site, 4);
  expect(isMember()).toBe(true);
});
