import { parseArgs } from 'node:util';
import { linkedOrganizations } from '../../src/platform/jira/organizations';
import { CommandFailed, EXIT } from '../exit';
import type { ExitCode } from '../exit';
import { ORGS_HELP } from '../help';
import type { Io } from '../io';
import { prepareSession, SESSION_OPTIONS } from '../session';
import { refusalWords } from '../words';

/** `guestlist orgs`: the organizations in which customers of a space can be added. */
export async function listLinked(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...SESSION_OPTIONS, json: { type: 'boolean', default: false } },
  });
  if (values.help) {
    io.out(ORGS_HELP);
    return EXIT.done;
  }
  const { jira, desk } = await prepareSession(values, io)();
  const found = await linkedOrganizations(jira, desk.serviceDeskId);
  if (!found.ok) throw new CommandFailed(refusalWords(found.error));
  const organizations = found.data.organizations.map(({ id, name, scimManaged }) => ({
    id,
    name,
    scimManaged,
  }));
  if (values.json) {
    io.out(`${JSON.stringify(organizations, null, 2)}\n`);
  } else {
    for (const { id, name, scimManaged } of organizations) {
      io.out(`${id}\t${name}${scimManaged ? '\t(managed by an identity provider)' : ''}\n`);
    }
  }
  return EXIT.done;
}
