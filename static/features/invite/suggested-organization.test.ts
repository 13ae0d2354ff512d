import { readEntries, suggestedOrganization } from './entries';
import { rules } from '../../../test/fakes/policy';

describe('the organization suggested on the invite screen', () => {
  const [acme, globex] = [{ id: '1', name: 'Acme' } as never, { id: '2', name: 'Globex' } as never];
  const site = rules({
    domainOrganizations: [
      { domain: 'acme.example', organization: acme },
      { domain: 'globex.example', organization: globex },
    ],
  });
  const suggested = (text: string) => suggestedOrganization(readEntries(text, site), site);

  test('is the one of the domain', () => {
    expect(suggested('ada@mail.acme.example')).toEqual({
      organization: acme,
      domains: ['mail.acme.example'],
    });
  });

  test.each([
    '',
    'ada@other.example',
    'ada@acme.example, bob@globex.example',
    'ada@acme.example, bob@other.example',
  ])('is none for %j', (text) => {
    expect(suggested(text)).toBeUndefined();
  });
});
