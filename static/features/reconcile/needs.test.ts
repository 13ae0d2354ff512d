import type { ReconciledProject, ReconcileView } from '../../../src/contract/reconcile';
import { ENGLISH } from '../../../src/i18n/english';
import { PROJECT } from '../../../test/fakes/ids';
import type { OrganizationId } from '../../../src/domain/ids';
import { createTranslate } from '../../i18n/use-translate';
import { needsOf } from './needs';

const t = createTranslate(ENGLISH);
const NOTHING: NonNullable<ReconciledProject['found']> = {
  at: '2026-11-01T00:00:00.000Z',
  listed: 9,
  hidden: 0,
  goneCount: 0,
  uncompared: 0,
  unused: 0,
  unusedMore: false,
  skipped: 0,
};
const rule = (on: boolean, outside: number): ReconciledProject['rules'][number] => ({
  domain: 'acme.example',
  organization: { id: '101' as OrganizationId, name: 'Acme' },
  on,
  seen: true,
  outside,
  named: 0,
  waiting: 0,
  added: 0,
});
const project = (
  found: Partial<typeof NOTHING>,
  rules: ReconciledProject['rules'] = [],
): ReconciledProject => ({
  projectId: PROJECT,
  key: 'SUP',
  name: 'Support',
  rules,
  found: { ...NOTHING, ...found },
});
const view = (...projects: ReconciledProject[]): ReconcileView => ({
  version: 1,
  on: [],
  changesMax: 50,
  round: { state: 'done', wanted: false },
  projects,
  staleKeys: [],
});
const words = (of: ReconcileView, ended = { count: 0, isOpen: false }): readonly string[] =>
  needsOf(of, ended, t).map((need) => need.words);

test('what there is none of is left out', () => {
  expect(words(view(project({})))).toEqual([]);
});

test('all spaces are added up, the most pressing first', () => {
  const all = view(
    project({ goneCount: 2, unused: 3 }, [rule(false, 4)]),
    project({ goneCount: 1, uncompared: 1, reason: 'jira-unavailable' }, [rule(false, 3)]),
  );
  expect(words(all, { count: 14, isOpen: false })).toEqual([
    '1 space could not be checked',
    '7 customers a domain rule would add',
    '3 customers removed outside Guestlist',
    '1 organization not compared',
    '14 accounts to revoke',
    '3 customers invited long ago without a request',
  ]);
});

test('a rule that is on needs nobody: the next look adds them', () => {
  expect(words(view(project({}, [rule(true, 4)])))).toEqual([]);
});

test('where there can be more, the number says so', () => {
  expect(words(view(project({ unused: 300, unusedMore: true })), { count: 25, isOpen: true })).toEqual([
    'At least 25 accounts to revoke',
    'At least 300 customers invited long ago without a request',
  ]);
});
