import type { Rules } from '../policy/rules';
import type { Invitation } from './invitation';
import { checkInvitation as checkAt } from './check-invitation';
import { accountId, organizationId } from '../../../test/fakes/ids';
import { invitation } from '../../../test/fakes/invitations';
import { projectPolicy } from '../../../test/fakes/policy';

const NOW = Date.UTC(2026, 10, 26);
const checkInvitation = (...args: [Invitation, ReturnType<typeof projectPolicy>]) => checkAt(...args, NOW);
const ORGANIZATIONS = [{ id: organizationId('11') }];

test('a sound invitation becomes a guest, with the address normalised and the name folded', () => {
  const checked = checkInvitation(
    invitation({ email: ' Ada@ACME.example ', displayName: ' Ada \n Lovelace', notify: true }),
    projectPolicy(),
  );
  expect(checked).toEqual({
    ok: true,
    data: {
      address: { email: 'Ada@acme.example', domain: 'acme.example' },
      displayName: 'Ada Lovelace',
      chosen: undefined,
      notify: true,
    },
  });
});

test.each([[undefined], [''], ['  ']])('with the name %j, the address stands for it', (displayName) => {
  const checked = checkInvitation({ ...invitation(), displayName }, projectPolicy());
  expect(checked).toMatchObject({ data: { displayName: 'ada@acme.example' } });
});

test("the agent's choice of an account is kept", () => {
  const checked = checkInvitation(invitation({ accountId: accountId('qm:1') }), projectPolicy());
  expect(checked).toMatchObject({ data: { chosen: 'qm:1' } });
});

test.each<[string, Partial<Invitation>, Partial<Rules>, string]>([
  ['no address', { email: 'ada' }, {}, 'address-no-at'],
  ['markup in the name', { displayName: '<img src=x>' }, {}, 'name-markup'],
  ['a denied domain', {}, { deniedDomains: ['acme.example'] }, 'domain-denied'],
  [
    'a sub-domain of a denied one',
    { email: 'a@eu.acme.example' },
    { deniedDomains: ['acme.example'] },
    'domain-denied',
  ],
  [
    'a denied domain in capitals',
    { email: 'a@ACME.EXAMPLE' },
    { deniedDomains: ['acme.example'] },
    'domain-denied',
  ],
  [
    'a denied domain, spelled in its own script',
    { email: 'a@bücher.example' },
    { deniedDomains: ['xn--bcher-kva.example'] },
    'domain-denied',
  ],
  ['a domain that is not allowed', {}, { allowedDomains: ['globex.example'] }, 'domain-not-allowed'],
  ['an e-mail where none may be sent', { notify: true }, { email: 'never' }, 'notify-not-allowed'],
  [
    'an organization where nobody may be enrolled',
    { organizations: ORGANIZATIONS },
    { organizations: 'none' },
    'organizations-not-allowed',
  ],
  [
    'a new organization where nobody may be enrolled',
    { organizations: [{ name: 'New' }] },
    { organizations: 'none' },
    'organizations-not-allowed',
  ],
])('%s is refused', (_, invited, rules, code) => {
  expect(checkInvitation(invitation(invited), projectPolicy(rules))).toMatchObject({
    ok: false,
    reason: { code },
  });
});

test.each<[string, boolean, Rules['email'], boolean]>([
  ['wished and left to the inviter', true, 'choice', true],
  ['not wished and left to the inviter', false, 'choice', false],
  ['not wished where it always goes out', false, 'always', true],
  ['not wished where it never goes out', false, 'never', false],
])('an e-mail %s', (_, wished, email, sent) => {
  const checked = checkInvitation(invitation({ notify: wished }), projectPolicy({ email }));
  expect(checked).toMatchObject({ ok: true, data: { notify: sent } });
});

test.each<[string, Partial<Invitation>, Partial<Rules>]>([
  ['an e-mail where it may be sent', { notify: true }, { email: 'choice' }],
  ['no e-mail where none may be sent', {}, { email: 'never' }],
  ['an allowed domain', {}, { allowedDomains: ['acme.example'] }],
  ['no organization where nobody may be enrolled', {}, { organizations: 'none' }],
])('%s passes', (_, invited, rules) => {
  expect(checkInvitation(invitation(invited), projectPolicy(rules)).ok).toBe(true);
});

test.each([
  ['a day, to its end', '2027-06-30', '2027-06-30T23:59:59.000Z'],
  ['a moment in another time zone', '2027-06-30T18:00+02:00', '2027-06-30T16:00:00.000Z'],
])('an end that is %s is taken in UTC', (_, endsAt, expected) => {
  expect(checkInvitation({ ...invitation(), endsAt }, projectPolicy())).toMatchObject({
    data: { endsAt: expected },
  });
});

test.each([
  ['no moment', 'soon', 'ends-at-format'],
  ['a moment in nobody’s time zone', '2027-06-30T18:00', 'ends-at-format'],
  ['no day of the calendar', '2027-02-30', 'ends-at-format'],
  ['in another order', '30.06.2027', 'ends-at-format'],
  ['yesterday', '2026-11-25', 'ends-at-past'],
  ['now', '2026-11-26T00:00:00Z', 'ends-at-past'],
  ['more than a year away', '2027-11-27', 'ends-at-far'],
])('an end that is %s is refused', (_, endsAt, code) => {
  expect(checkInvitation({ ...invitation(), endsAt }, projectPolicy())).toMatchObject({
    ok: false,
    reason: { code },
    domain: 'acme.example',
  });
});
