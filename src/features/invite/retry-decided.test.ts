import type { ReasonCode } from '../../domain/reason';
import { START } from '../../../test/fakes/clock';
import { accountId } from '../../../test/fakes/ids';
import { refusal } from '../../../test/fakes/jira';
import type { FakeJira } from '../../../test/fakes/jira';
import { policy } from '../../../test/fakes/policy';
import { CREATE, DESK_ADD, LINKED, MY_PERMISSIONS } from '../../../test/fakes/service-desk';
import { found, pending, retry } from '../../../test/fakes/retrying';

describe('an invitation is dropped, with nothing done as the app,', () => {
  test.each<[string, Parameters<typeof retry>[1], ReasonCode]>([
    [
      'where the project was switched off meanwhile',
      { settings: { policy: { ...policy(), projects: {} } } },
      'project-not-enabled',
    ],
    ['where there is no policy any more', { settings: {} }, 'project-not-enabled'],
    ['where its agent is an agent no more', { refused: 'not-an-inviter' }, 'not-an-inviter'],
    ['where its time is over', { waiting: [pending({ until: START })] }, 'account-given-up'],
    [
      'where its domain was denied meanwhile',
      { settings: { policy: policy({ deniedDomains: ['acme.example'] }) } },
      'domain-denied',
    ],
    [
      'where agents may not enrol any more',
      { settings: { policy: policy({ organizations: 'none' }) } },
      'organizations-not-allowed',
    ],
  ])('%s, and History says why', async (_, options, reasonCode) => {
    const jira = found();
    const { left, history } = await retry(jira, options);
    expect(left).toEqual([]);
    expect(history).toMatchObject([{ outcome: 'failed', domain: 'acme.example', reason: reasonCode }]);
    expect(jira.asked('app')).toEqual([]);
  });

  test('where its organization was unlinked meanwhile', async () => {
    const jira = found({ [LINKED]: { status: 200, body: { values: [], isLastPage: true } } });
    const { left } = await retry(jira);
    expect(left).toEqual([]);
    expect(jira.asked('app')).toEqual([]);
  });
});

describe('an invitation is kept as it is', () => {
  const delegate = {
    kind: 'delegate',
    accountId: accountId('admin'),
    since: '2027-01-01T00:00:00Z',
  } as const;

  test.each<[string, FakeJira, Parameters<typeof retry>[1]]>([
    ['while Jira does not say whether its agent may invite', found(), { refused: 'permission-unknown' }],
    ['while Jira is busy', found({ [CREATE]: refusal(429) }), {}],
    ['while Jira is down', found({ [CREATE]: refusal(503) }), {}],
    ['while the desk does not answer', found({ [DESK_ADD]: refusal(500) }), {}],
    ['while the organizations cannot be read', found({ [LINKED]: refusal(503) }), {}],
    ['while the app has lost its power', found({ [CREATE]: refusal(403) }), {}],
    [
      'while the delegate has lost theirs',
      found({
        [MY_PERMISSIONS]: { status: 200, body: { permissions: { ADMINISTER: { havePermission: false } } } },
      }),
      { settings: { policy: policy(), authority: delegate } },
    ],
  ])('%s', async (_, jira, options) => {
    const { left, history } = await retry(jira, options);
    expect(left).toEqual([pending()]);
    expect(history).toEqual([]);
  });
});

test('what is refused for good is written down, and not tried again', async () => {
  const { left, history } = await retry(found({ [DESK_ADD]: refusal(403) }));
  expect(left).toEqual([]);
  expect(history).toMatchObject([{ outcome: 'failed', reason: 'desk-refused' }]);
});
