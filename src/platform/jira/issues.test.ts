import { readReporter } from './issues';
import { issueIdSchema } from '../../domain/ids';
import { AGENT, PROJECT } from '../../../test/fakes/ids';
import { fakeJira } from '../../../test/fakes/jira';

const ISSUE = issueIdSchema.parse('10101');
const project = { id: PROJECT };

test.each([
  ['is told by account', { project, reporter: { accountId: AGENT, displayName: 'Ada' } }, AGENT],
  ['is none where Jira says so', { project, reporter: null }, undefined],
  ['is none where the project has no such field', { project }, undefined],
])('the reporter %s', async (_, fields, reporter) => {
  const jira = fakeJira({ [`GET /rest/api/3/issue/${ISSUE}`]: { status: 200, body: { fields } } });
  expect(await readReporter(jira.caller('user'), ISSUE)).toEqual({
    ok: true,
    data: { projectId: PROJECT, reporter },
  });
  expect(jira.calls.map(({ query }) => query.get('fields'))).toEqual(['project,reporter']);
});

test.each([[{ accountId: 7 }], [{ displayName: 'Ada' }], ['Ada']])(
  'a reporter that cannot be read, %j, never counts as none',
  async (reporter) => {
    const body = { fields: { project, reporter } };
    const jira = fakeJira({ [`GET /rest/api/3/issue/${ISSUE}`]: { status: 200, body } });
    expect(await readReporter(jira.caller('user'), ISSUE)).toMatchObject({ ok: false });
  },
);
