/** People in one import, whatever the policy says. */
export const IMPORT_PEOPLE_MAX = 100_000;
