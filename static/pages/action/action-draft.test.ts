import { draftOf, inputsOf, missingIn, triedOf } from './draft';

const SUGGESTED = draftOf(undefined);

describe('the form of the action in a rule', () => {
  test('suggests to invite the reporter of the request that came in', () => {
    expect(inputsOf(SUGGESTED)).toEqual({
      email: '{{issue.reporter.emailAddress}}',
      name: '{{issue.reporter.displayName}}',
      project: '{{issue.project.key}}',
      notify: false,
      rule: '{{rule.name}}',
    });
    expect(missingIn(SUGGESTED)).toEqual([]);
  });

  test('shows again what was saved, and saves the same', () => {
    const saved = inputsOf({ ...SUGGESTED, organization: 'Acme', notify: true });
    expect(inputsOf(draftOf(saved))).toEqual(saved);
  });

  test('suggests nothing for what was left empty before', () => {
    expect(draftOf({ email: 'ada@acme.example' })).toEqual({
      email: 'ada@acme.example',
      name: '',
      project: '',
      organization: '',
      endsAt: '',
      notify: false,
    });
  });

  test('leaves an empty field out: an empty one would be a smart value that found nothing', () => {
    expect(inputsOf({ ...SUGGESTED, name: ' ', organization: '' })).not.toHaveProperty('name');
    expect(inputsOf({ ...SUGGESTED, name: ' ', organization: '' })).not.toHaveProperty('organization');
  });

  test('wants an address and a project', () => {
    expect(missingIn({ ...SUGGESTED, email: ' ', project: '' })).toEqual(['email', 'project']);
  });

  test('tries out only what it knows without a rule that runs', () => {
    expect(triedOf(SUGGESTED)).toEqual({ notify: false });
    const known = { ...SUGGESTED, project: ' SUP ', organization: 'Acme', endsAt: '{{now}}', notify: true };
    expect(triedOf(known)).toEqual({ project: 'SUP', organization: 'Acme', notify: true });
  });
});
