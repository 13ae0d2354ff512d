import { lockouts } from './lockout';
import { PROJECT } from '../../../test/fakes/ids';
import { policy } from '../../../test/fakes/policy';

describe('a policy locks everybody out', () => {
  test.each([
    ['where nobody may invite', { mayInvite: [] }, ['inviters']],
    [
      'where all that is allowed is denied',
      { allowedDomains: ['a.b.example'], deniedDomains: ['b.example'] },
      ['domains'],
    ],
    [
      'not where one allowed domain is left',
      { allowedDomains: ['a.example', 'b.example'], deniedDomains: ['b.example'] },
      [],
    ],
    ['not where every domain is allowed', { deniedDomains: ['b.example'] }, []],
  ])('%s', (_, but, expected) => {
    expect(lockouts(policy(but)).map(({ by }) => by)).toEqual(expected);
  });

  test('in one project, by its own rules', () => {
    const base = policy();
    const project = base.projects[PROJECT];
    const projects = project && { [PROJECT]: { ...project, overrides: { mayInvite: [] } } };
    expect(lockouts({ ...base, ...(projects && { projects }) })).toEqual([
      { projectId: PROJECT, by: 'inviters' },
    ]);
  });
});
