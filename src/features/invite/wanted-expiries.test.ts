import type { OrganizationName, WhereBefore } from './stages';
import { wantedExpiries } from './wanted-expiries';
import { atHour } from '../../../test/fakes/ending';
import { accountId, organizationId } from '../../../test/fakes/ids';
import { account, ACME, GLOBEX, guest } from '../../../test/fakes/invitations';

const ADA = accountId('ada');
const nowhere: WhereBefore = { desk: false, organizations: new Set() };

function arrived(
  endsAt: string | undefined,
  organizations: readonly OrganizationName[] = [ACME],
  isNew = false,
) {
  return {
    index: 0,
    guest: guest(endsAt === undefined ? {} : { endsAt }),
    organizations,
    arrival: { kind: 'account', account: account('ada'), steps: [], isNew, onDesk: false },
    waiting: undefined,
  } as const;
}

const ends = (all: readonly ReturnType<typeof arrived>[], where = nowhere, shared: readonly string[] = []) =>
  wantedExpiries(all, new Map([[ADA, where]]), new Map([[ADA, new Set(shared.map(organizationId))]]));
const namesOf = ({ organizations }: { readonly organizations: readonly { readonly name: string }[] }) =>
  organizations.map(({ name }) => name);

test('somebody who stands twice in a batch has one end: the later one, with the places of both', () => {
  for (const [one, other] of [
    [atHour(10), atHour(90)],
    [atHour(90), atHour(10)],
  ]) {
    const [end, ...others] = ends([arrived(one, [ACME]), arrived(other, [GLOBEX])]);
    expect(others).toEqual([]);
    expect(end && [end.endsAt, end.desk, namesOf(end)]).toEqual([atHour(90), true, ['Acme', 'Globex']]);
  }
});

test('a place is never ended in which the customer was before', () => {
  const where = { desk: true, organizations: new Set([ACME.id]) };
  const [end] = ends([arrived(atHour(10), [ACME, GLOBEX])], where);
  expect(end && [end.desk, namesOf(end)]).toEqual([false, ['Globex']]);
});

test('a place is never ended that an earlier row of the batch gives for good', () => {
  const [end] = ends([arrived(undefined, [ACME]), arrived(atHour(10), [ACME, GLOBEX])]);
  expect(end && [end.desk, namesOf(end)]).toEqual([false, ['Globex']]);
});

test('a later row without an end changes no end', () => {
  const [end] = ends([arrived(atHour(10), [ACME]), arrived(undefined, [ACME])]);
  expect(end && [end.desk, namesOf(end)]).toEqual([true, ['Acme']]);
});

test('what another project gives until its own end is named as shared', () => {
  const where = { desk: true, organizations: new Set([ACME.id, GLOBEX.id]) };
  const [end] = ends([arrived(atHour(10), [ACME, GLOBEX])], where, [ACME.id]);
  expect(end?.organizations).toEqual([{ id: ACME.id, name: 'Acme', shared: true }]);
});
