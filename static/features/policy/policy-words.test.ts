import { ENGLISH } from '../../../src/i18n/english';
import { settingWords } from './setting-words';
import type { SettingName } from './setting';
import { createTranslate } from '../../i18n/use-translate';

const words = createTranslate(ENGLISH);

describe('what a setting says, in words', () => {
  test.each<[SettingName, unknown, string]>([
    ['mayInvite', [], 'No one'],
    ['mayInvite', ['agents', 'projectAdmins'], 'Agents of the space, Admins of the space'],
    ['allowedDomains', [], 'Every domain that is not denied'],
    ['deniedDomains', ['a.example', 'b.example'], 'a.example, b.example'],
    ['email', 'never', 'Never sent'],
    ['createOrganizations', true, 'Inviters may create them'],
    ['onlyOrganizations', [{ id: '1', name: 'Acme' }], 'Acme'],
    [
      'domainOrganizations',
      [{ domain: 'a.example', organization: { id: '1', name: 'Acme' } }],
      'a.example → Acme',
    ],
    ['dailyPerPerson', null, 'No limit'],
    ['dailyPerProject', 1000, '1,000 a day'],
    ['importMax', null, 'The maximum of 100,000'],
    ['importMax', 5000, 'At most 5,000 people'],
    ['importConfirmFrom', 500, '500 people or more'],
    ['auditDays', 1, '1 day'],
    ['email', { from: 'a later version' }, 'A value that this version does not know'],
  ])('%s %j is “%s”', (name, value, expected) => {
    expect(settingWords(name, value, words)).toBe(expected);
  });
});
