import { types } from 'node:util';
import { importFile } from './commands/import';
import { inviteSome } from './commands/invite';
import { listLinked } from './commands/orgs';
import { readFile } from './commands/read';
import { CommandFailed, EXIT, UsageError } from './exit';
import type { ExitCode } from './exit';
import { HELP } from './help';
import type { Io } from './io';

type Command = (args: readonly string[], io: Io) => Promise<ExitCode>;

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['invite', inviteSome],
  ['import', importFile],
  ['orgs', listLinked],
  ['read', readFile],
]);

/** Runs one command, and tells in words what stopped it. Never prints what it does not know: it may hold a secret. */
export async function main([name, ...args]: readonly string[], io: Io): Promise<ExitCode> {
  if (name === undefined || name === '--help' || name === 'help') {
    io.out(HELP);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  try {
    const command = COMMANDS.get(name);
    if (!command) throw new UsageError('There are the commands invite, import, orgs and read; see --help.');
    refuseSecrets(args);
    return await command(args, io);
  } catch (error) {
    return stopped(error, io);
  }
}

/** Every process of the machine can read arguments, and shells write them down. */
function refuseSecrets(args: readonly string[]): void {
  if (args.some((arg) => /^--?(?:api-?)?(?:token|password|secret|key)\b/i.test(arg))) {
    throw new UsageError('A token is no argument: put it into the environment variable GUESTLIST_TOKEN.');
  }
}

function stopped(error: unknown, { note }: Io): ExitCode {
  if (error instanceof UsageError) {
    note(`${error.message}\n`);
    return EXIT.usage;
  }
  if (error instanceof CommandFailed) {
    note(`${error.message}\n`);
    return EXIT.failed;
  }
  if (isParseError(error)) {
    note(`${parseWords(error)}\nSee --help.\n`);
    return EXIT.usage;
  }
  note(`Something went wrong in guestlist: ${types.isNativeError(error) ? error.name : 'unknown'}.\n`);
  return EXIT.failed;
}

function isParseError(error: unknown): error is Error & { readonly code: string } {
  return types.isNativeError(error) && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** `parseArgs` names the option that is wrong, never its value; but it repeats an argument that is none. */
function parseWords({ code, message }: Error & { readonly code: string }): string {
  return code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL' ? 'There is an argument too many.' : message;
}
