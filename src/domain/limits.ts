/** People in one import, whatever the policy says. */
export const IMPORT_PEOPLE_MAX = 100_000;
/** Invitations a day, as a policy may limit them. */
export const DAILY_MAX = 100_000;
/** Entries in one list of a policy. Keeps the whole policy far below the 240 KiB of a stored value. */
export const POLICY_LIST_MAX = 200;
/** Versions of the policy that are kept, with the one that holds. */
export const POLICY_VERSIONS_MAX = 20;
/** Forge keeps a value with a time to live for a year at most. */
export const AUDIT_DAYS_MAX = 365;
/** Lines of the same address in a file that are told by their number. */
export const SAME_LINES_MAX = 20;
/** Days for which access may last: Forge keeps what this app knows of an enrolment for a year. */
export const ACCESS_DAYS_MAX = 365;
/** Characters in the name of an API key. */
export const KEY_NAME_MAX = 80;
/** Characters of a domain, or of a part of one, that the audit log is searched for. */
export const SEARCHED_DOMAIN_MAX = 100;
/**
 * UTF-8 bytes of one chunk's rows as JSON. Forge stores 240 KiB in one value; with what became of 447 rows a chunk stays
 * below 200 KiB.
 *
 * @see https://developer.atlassian.com/platform/forge/limits-kvs-ce/
 */
export const SLICE_BYTES_MAX = 84_000;
