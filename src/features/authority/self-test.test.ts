import type { SelfTest } from '../../contract/authority';
import { runSelfTest } from './self-test';
import { VirtualClock } from '../../../test/fakes/clock';
import { accountId } from '../../../test/fakes/ids';
import { fakeJira, refusal } from '../../../test/fakes/jira';
import type { FakeJira, Reply } from '../../../test/fakes/jira';

const MINE = 'GET /rest/api/3/mypermissions';
const DESKS = 'GET /rest/servicedeskapi/servicedesk';
const YES: Reply = { status: 200, body: { permissions: { ADMINISTER: { havePermission: true } } } };
const NO: Reply = { status: 200, body: { permissions: { ADMINISTER: { havePermission: false } } } };
const ONE: Reply = {
  status: 200,
  body: {
    values: [{ id: '1', projectId: '1', projectKey: 'SUP', projectName: 'Support' }],
    isLastPage: false,
  },
};
const NONE: Reply = { status: 200, body: { values: [], isLastPage: true } };

const site = (administer: Reply, read: Reply): FakeJira => fakeJira({ [MINE]: administer, [DESKS]: read });

const testOn = (jira: FakeJira): Promise<SelfTest> =>
  runSelfTest(undefined, { callers: jira.callers, clock: new VirtualClock() });

test.each<[SelfTest['result'], string, Reply, Reply]>([
  ['ready', 'yes to both', YES, ONE],
  ['ready', 'yes, on a site without desks', YES, NONE],
  ['lacks-power', 'no', NO, ONE],
  ['lacks-power', 'a refusal to the question', refusal(403), ONE],
  ['lacks-power', 'yes, but desks cannot be read', YES, refusal(403)],
  ['lacks-power', 'no, though the desks do not answer', NO, refusal(503)],
  ['unreachable', 'nothing', refusal(503), refusal(503)],
  ['unreachable', 'yes, but the desks do not answer', YES, refusal(503)],
  ['unreachable', 'that it is busy', refusal(429), ONE],
  ['unreachable', 'nothing that can be read', { status: 200 }, ONE],
])('the result is %s where Jira says %s', async (result, _, administer, read) => {
  expect((await testOn(site(administer, read))).result).toBe(result);
});

test('both questions are told as they were asked, with what was answered', async () => {
  expect(await testOn(site(YES, ONE))).toEqual({
    at: '2027-01-01T12:00:00.000Z',
    result: 'ready',
    checks: [
      {
        check: 'administer',
        asked: 'GET /rest/api/3/mypermissions?permissions=ADMINISTER',
        answered: '200, ADMINISTER: yes',
        ok: true,
      },
      {
        check: 'read',
        asked: 'GET /rest/servicedeskapi/servicedesk?limit=1',
        answered: '200, 1 service desk',
        ok: true,
      },
    ],
  });
});

test.each<[string, Reply, Reply, string[]]>([
  ['a no and no desks', NO, NONE, ['200, ADMINISTER: no', '200, 0 service desks']],
  ['a refusal, in Jira’s own words', refusal(403, 'Forbidden.'), refusal(401), ['403, Forbidden.', '401']],
])('the answers tell %s', async (_, administer, read, answered) => {
  expect((await testOn(site(administer, read))).checks.map((check) => check.answered)).toEqual(answered);
});

test('silence is told as such', async () => {
  const silent = {
    requestJira: () =>
      Promise.resolve({ status: 0, headers: new Headers(), text: () => Promise.resolve('') }),
  };
  const result = await runSelfTest(undefined, {
    callers: { app: silent, offline: () => silent },
    clock: new VirtualClock(),
  });
  expect(result.checks.map(({ answered }) => answered)).toEqual(['no answer', 'no answer']);
});

test.each([
  ['the app', undefined, 'app'],
  ['the delegate', { kind: 'delegate', accountId: accountId('admin'), since: '' } as const, 'offline admin'],
])('%s is tested as itself, with calls that change nothing', async (_, authority, as) => {
  const jira = site(YES, ONE);
  await runSelfTest(authority, { callers: jira.callers, clock: new VirtualClock() });
  expect(jira.asked(as)).toEqual([MINE, DESKS]);
  expect(jira.calls).toHaveLength(2);
});
