import fc from 'fast-check';
import { findOrganization, organizationKey } from '../organization/find-organization';
import type { KnownOrganization } from '../organization/find-organization';
import type { Columns, OrganizationMapping, ReadingPlan } from './import-row';
import { readCells } from './cells';
import { createPlanner } from './plan-row';
import type { Rules } from '../policy/rules';
import { reason } from '../reason';
import { invite } from '../../features/invite/pipeline';
import { START, VirtualClock } from '../../../test/fakes/clock';
import { AGENT_ACTOR, organizationId } from '../../../test/fakes/ids';
import { ACME, GLOBEX, linked, organization } from '../../../test/fakes/invitations';
import { projectPolicy, rules } from '../../../test/fakes/policy';
import { serviceDesk } from '../../../test/fakes/service-desk';
import { fakeStore } from '../../../test/fakes/store';
import { checkInvitations } from '../invitation/check-invitation';

const SCIM = organization('13', 'Umbrella', { scimManaged: true });
const KNOWN = [ACME, GLOBEX, SCIM, organization('14', 'Twin'), organization('15', 'twin ')];
const COLUMNS: Columns = ['email', 'name', 'organizations'];

/** What the run does with the same row, without having asked the planner. */
async function refusedByRun(
  cells: readonly string[],
  reading: ReadingPlan,
  policy: Partial<Rules>,
): Promise<string | undefined> {
  const read = readCells(cells, reading.columns);
  const planned = createPlanner(reading, rules(policy), KNOWN, START)(cells);
  const invitation = planned.ok
    ? planned.invitation
    : {
        email: read.email,
        displayName: read.displayName,
        organizations: read.organizations.flatMap((name) => refOf(name, reading)),
        notify: reading.notify,
        ...(read.endsAt !== '' && { endsAt: read.endsAt }),
      };
  const created = { status: 201, body: { id: '77', name: 'New', created: { epochMillis: START } } };
  const jira = serviceDesk({
    'GET /rest/servicedeskapi/organization': { status: 200, body: { values: [], isLastPage: true } },
    'POST /rest/servicedeskapi/organization': created,
    'POST /rest/servicedeskapi/servicedesk/7/organization': { status: 204 },
    'POST /rest/servicedeskapi/organization/77/user': { status: 204 },
  });
  const [invited] = await invite(
    checkInvitations([invitation], projectPolicy(policy), START),
    projectPolicy(policy),
    linked(...KNOWN),
    {
      privileged: jira.callers.app,
      app: jira.callers.app,
      missingAdmin: reason('app-lacks-admin'),
      store: fakeStore(),
      clock: new VirtualClock(),
      tell: () => undefined,
      actor: AGENT_ACTOR,
      postpone: () => Promise.resolve(),
    },
  );
  return invited?.reached ? undefined : invited?.outcome.reason?.code;
}

function refOf(name: string, { organizations }: ReadingPlan) {
  const to = organizations.find((each) => organizationKey(each.name) === organizationKey(name))?.to;
  if (to && 'leaveOut' in to) return [];
  return [to && 'id' in to ? { id: to.id } : { name }];
}

describe('preview and run', () => {
  const name = fc.constantFrom('Acme', 'globex ', 'Umbrella', 'Twin', 'Brand new', 'A<b>', 'Mapped');
  const cells = fc.tuple(
    fc.oneof(
      fc.emailAddress(),
      fc.string(),
      fc.constantFrom(
        'ada@acme.example',
        ' ada@mail.denied.example',
        'ada@bücher.example',
        'ada@globex.example',
      ),
    ),
    fc.oneof(fc.string(), fc.constantFrom('Ada', '<b>')),
    fc.array(name, { maxLength: 3 }).map((names) => names.join(';')),
  );
  const to = fc.constantFrom<OrganizationMapping[number]['to']>(
    { id: ACME.id },
    { id: SCIM.id },
    { id: organizationId('99') },
    { leaveOut: true },
    { create: true },
  );
  const reading = fc.record({
    columns: fc.constant(COLUMNS),
    organizations: fc.array(
      to.map((each) => ({ name: 'mapped', to: each })),
      { maxLength: 1 },
    ),
    notify: fc.boolean(),
  });
  const choice = (each: KnownOrganization) => ({ id: each.id, name: each.name });
  const policy: fc.Arbitrary<Partial<Rules>> = fc.record({
    allowedDomains: fc.constantFrom([], [], ['acme.example', 'denied.example', 'xn--bcher-kva.example']),
    deniedDomains: fc.constantFrom([], ['denied.example']),
    email: fc.constantFrom('always', 'choice', 'never'),
    organizations: fc.constantFrom('none', 'linked', 'linked', 'any'),
    onlyOrganizations: fc.constantFrom([], [], [choice(ACME)], [choice(GLOBEX), choice(SCIM)]),
    createOrganizations: fc.boolean(),
    domainOrganizations: fc.constantFrom([], [{ domain: 'acme.example', organization: choice(ACME) }]),
  });

  test('agree on every row: what the one lets pass, the other does not refuse before it asks Jira', async () => {
    await fc.assert(
      fc.asyncProperty(cells, reading, policy, async (row, how, what) => {
        const planned = createPlanner(how, rules(what), KNOWN, START)(row);
        const refused = await refusedByRun(row, how, what);
        expect(refused === undefined).toBe(planned.ok);
        // Where several organizations are wrong, either can be told.
        if (!planned.ok && !row[2].includes(';')) expect(refused).toBe(planned.reason.code);
      }),
      { numRuns: 1500 },
    );
  });

  test('agree on where customers go who pass', () => {
    fc.assert(
      fc.property(cells, reading, policy, (row, how, what) => {
        const planned = createPlanner(how, rules(what), KNOWN, START)(row);
        if (!planned.ok || planned.invitation.organizations.length === 0) return;
        const ids = planned.invitation.organizations.flatMap((ref) => {
          const found = findOrganization(ref, KNOWN, rules(what));
          return found.ok ? [found.data.id] : [];
        });
        expect(planned.organizations.map(({ id }) => id)).toEqual([...new Set(ids)]);
        expect(planned.creates.length).toBe(planned.invitation.organizations.length - ids.length);
      }),
    );
  });
});
