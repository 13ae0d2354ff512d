/** How a command ends. 64 is `EX_USAGE` of sysexits(3): nothing was changed. */
export const EXIT = { done: 0, failed: 1, attention: 2, usage: 64 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command cannot be carried out as it was given, so nothing was begun. */
export class UsageError extends Error {}

/** Jira did not let the command go on. */
export class CommandFailed extends Error {}

/** The code for the worst of some states. */
export function exitFor(states: readonly ('done' | 'attention' | 'failed')[]): ExitCode {
  if (states.includes('failed')) return EXIT.failed;
  return states.includes('attention') ? EXIT.attention : EXIT.done;
}
