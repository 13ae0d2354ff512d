import { parseArgs } from 'node:util';
import { orderOfDays, readPeople } from '../../src/domain/file/read-people';
import type { ReadPerson } from '../../src/domain/file/read-people';
import { parseAddress } from '../../src/domain/address/address';
import { checkInvitation } from '../../src/domain/invitation/check-invitation';
import { isOrganizationName } from '../../src/domain/organization/find-organization';
import { DEFAULT_RULES, planRulesOf } from '../../src/domain/policy/rules';
import { reason } from '../../src/domain/reason';
import { EXIT, UsageError } from '../exit';
import type { ExitCode } from '../exit';
import { openFile, UnreadableFile } from '../file';
import type { OpenFile } from '../file';
import { READ_HELP } from '../help';
import type { Io } from '../io';
import { readAsJson, readAsText } from '../read-words';
import type { ReadFile, ShownPerson } from '../read-words';
import { rowWords, words } from '../words';

/** `guestlist read`: how Guestlist reads a file, without any site. */
export async function readFile(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      encoding: { type: 'string' },
      columns: { type: 'string' },
    },
  });
  if (values.help) {
    io.out(READ_HELP);
    return EXIT.done;
  }
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw new UsageError('Name one file, or - ; see --help.');
  try {
    const shown = describeFile(await openFile(name, values, io), io.clock.now());
    io.out(values.json ? `${JSON.stringify(readAsJson(shown), null, 2)}\n` : readAsText(shown));
    return shown.people.some(({ problem }) => problem) ? EXIT.failed : EXIT.done;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    io.note(`${error.message}\n`);
    return EXIT.attention;
  }
}

function describeFile({ reading, rows, columns }: OpenFile, now: number): ReadFile {
  const people = columns.includes('email') ? readPeople(rows, columns) : [];
  const { order, unclear } = orderOfDays(rows, columns);
  return {
    reading,
    columns,
    people: people.map((person) => ({
      ...person,
      email: asInvited(person.email),
      problem: problemOf(person, now),
    })),
    notes: [
      ...(columns.includes('email')
        ? []
        : ['No column holds addresses. Say which one does: --columns email,name,-']),
      ...reading.leftOut.map(
        ({ line, text }) => `Line ${line} is no row of the table, and is left out: ${text}`,
      ),
      ...(unclear !== undefined && order === undefined
        ? [`Which number is the day in ${unclear} cannot be told. The import page asks.`]
        : []),
    ],
  };
}

/** An address as it is invited; what is none stays as it stands in the file. */
function asInvited(email: string): string {
  const parsed = parseAddress(email);
  return parsed.ok ? parsed.data.email : email;
}

/** What the app would say of the person where a policy allows everything. */
function problemOf(person: ReadPerson, now: number): ShownPerson['problem'] {
  if (person.problem) return { code: person.problem, ...rowWords(person.problem) };
  const { email, displayName, endsAt, organizations } = person;
  const invitation = {
    email,
    displayName,
    organizations: [],
    notify: false,
    ...(endsAt !== '' && { endsAt }),
  };
  const checked = checkInvitation(invitation, planRulesOf(DEFAULT_RULES), now);
  const why = checked.ok
    ? organizations.every(isOrganizationName)
      ? undefined
      : reason('organization-name')
    : checked.reason;
  return why && { code: why.code, ...words(why) };
}
