import { parseArgs } from 'node:util';
import { accountIdSchema, organizationIdSchema } from '../../src/domain/ids';
import { ORGANIZATIONS_MAX } from '../../src/domain/invitation/invitation';
import type { Invitation, OrganizationRef } from '../../src/domain/invitation/invitation';
import { readPerson } from '../../src/domain/invitation/read-person';
import { invite } from '../../src/features/invite/pipeline';
import { everyOrganization } from '../../src/features/invite/read-organizations';
import { EXIT, exitFor, UsageError } from '../exit';
import type { ExitCode } from '../exit';
import { INVITE_HELP } from '../help';
import { final, invitePorts } from '../inviting';
import type { Io } from '../io';
import { createMemory } from '../memory';
import { outcomeAsJson, outcomeAsText } from '../outcome-words';
import { rulesOf } from '../rules';
import { prepareSession, SESSION_OPTIONS } from '../session';
import { checkInvitations } from '../../src/domain/invitation/check-invitation';

/** `guestlist invite`: the main job, for the people named. */
export async function inviteSome(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...SESSION_OPTIONS,
      email: { type: 'string', multiple: true, default: [] },
      name: { type: 'string' },
      organization: { type: 'string', multiple: true, default: [] },
      account: { type: 'string' },
      'create-organizations': { type: 'boolean', default: false },
      notify: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    io.out(INVITE_HELP);
    return EXIT.done;
  }
  const invitations = invitationsOf(values);
  const { jira, desk, clock } = await prepareSession(values, io)();
  const policy = rulesOf(desk, { createOrganizations: values['create-organizations'] });
  const isNamed = invitations.some(({ organizations }) => organizations.length > 0);
  const known = isNamed ? await everyOrganization(jira, policy) : ({ ok: true, data: [] } as const);
  const invited = await invite(
    checkInvitations(invitations, policy, clock.now()),
    policy,
    known,
    invitePorts(jira, createMemory(), clock),
  );

  const outcomes = invited.map(({ outcome }) => final(outcome));
  if (values.json) {
    const shown = outcomes.map(outcomeAsJson);
    io.out(`${JSON.stringify(shown.length === 1 ? shown[0] : shown, null, 2)}\n`);
  } else {
    for (const outcome of outcomes) io.out(`${outcomeAsText(outcome)}\n`);
  }
  return exitFor(outcomes.map(({ state }) => state));
}

interface Given {
  readonly email: readonly string[];
  readonly name?: string | undefined;
  readonly account?: string | undefined;
  readonly organization: readonly string[];
  readonly notify: boolean;
}

function invitationsOf({ email: emails, name, account, organization, notify }: Given): Invitation[] {
  if (emails.length === 0) throw new UsageError('Name an address with --email.');
  if (emails.length > 1 && (name !== undefined || account !== undefined)) {
    throw new UsageError('--name and --account are for one address.');
  }
  if (organization.length > ORGANIZATIONS_MAX) {
    throw new UsageError(`At most ${ORGANIZATIONS_MAX} organizations are taken at once.`);
  }
  const accountId = account === undefined ? undefined : accountIdSchema.safeParse(account);
  if (accountId?.success === false) throw new UsageError('--account takes the id of an account.');
  const organizations = organization.map(refOf);
  return emails.map((email) => ({
    ...readPerson({ email, ...(name !== undefined && { displayName: name }) }),
    ...(accountId && { accountId: accountId.data }),
    organizations,
    notify,
  }));
}

/** All digits are an id, as at the scripts' door: every organization can be told by its id. */
function refOf(organization: string): OrganizationRef {
  const id = organizationIdSchema.safeParse(organization);
  if (id.success) return { id: id.data };
  if (organization.trim() === '') throw new UsageError('--organization takes a name or an id.');
  return { name: organization };
}
