/** People in one import, whatever the policy says. */
export const IMPORT_PEOPLE_MAX = 100_000;
/** Invitations a day, as a policy may limit them. */
export const DAILY_MAX = 100_000;
/** Entries in one list of a policy. Keeps the whole policy far below the 240 KiB of a stored value. */
export const POLICY_LIST_MAX = 200;
/** Forge keeps a value with a time to live for a year at most. */
export const AUDIT_DAYS_MAX = 365;
