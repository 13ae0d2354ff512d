/** Something the caller got wrong: told in its own words, without a stack. */
export class UsageError extends Error {}
