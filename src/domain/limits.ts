/** People in one import at most. */
export const IMPORT_PEOPLE_MAX = 100_000;
