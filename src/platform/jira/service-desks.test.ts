import { canReadServiceDesks, serviceDesksByProject } from './service-desks';
import { fakeJira, refusal } from '../../../test/fakes/jira';
import type { Reply } from '../../../test/fakes/jira';

const DESKS = 'GET /rest/servicedeskapi/servicedesk';

/** A page of desks, each `id` and the project it belongs to. */
function page(desks: [string, string][], isLastPage: boolean): Reply {
  const values = desks.map(([id, projectId]) => ({
    id,
    projectId,
    projectKey: `P${id}`,
    projectName: `Project ${id}`,
  }));
  return { status: 200, body: { values, isLastPage } };
}

test('serviceDesksByProject reads every page', async () => {
  const jira = fakeJira({
    [DESKS]: [
      page(
        [
          ['1', '10001'],
          ['2', '10002'],
        ],
        false,
      ),
      page([['3', '10003']], true),
    ],
  });
  const read = await serviceDesksByProject(jira.caller('user'));
  expect(read.ok && [...read.data]).toEqual([
    ['10001', { id: '1', projectKey: 'P1', projectName: 'Project 1' }],
    ['10002', { id: '2', projectKey: 'P2', projectName: 'Project 2' }],
    ['10003', { id: '3', projectKey: 'P3', projectName: 'Project 3' }],
  ]);
  expect(jira.calls.map(({ query }) => query.get('start'))).toEqual(['0', '2']);
});

test.each<[string, Reply[], number]>([
  ['an empty page', [page([['1', '1']], false), page([], false)], 2],
  ['100 pages', [page([['1', '1']], false)], 100],
])('serviceDesksByProject stops after %s', async (_, pages, calls) => {
  const jira = fakeJira({ [DESKS]: pages });
  await serviceDesksByProject(jira.caller('user'));
  expect(jira.calls).toHaveLength(calls);
});

test('serviceDesksByProject is refused as a whole where one page is', async () => {
  const jira = fakeJira({ [DESKS]: [page([['1', '1']], false), refusal(503)] });
  expect(await serviceDesksByProject(jira.caller('user'))).toMatchObject({ ok: false });
});

test('canReadServiceDesks asks for one desk only', async () => {
  const jira = fakeJira({ [DESKS]: page([['1', '1']], false) });
  expect(await canReadServiceDesks(jira.caller('app'))).toEqual({ ok: true, data: 1 });
  expect(jira.calls.map(({ query }) => query.toString())).toEqual(['limit=1']);
});
