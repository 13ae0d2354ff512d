import type { Estimate } from './reading';

/** Calls that are in flight at a time in a run. */
const AT_ONCE = 8;
/** Seconds that one call to Jira takes, as a rule: what the bench counts with. */
const CALL_SECONDS = 0.12;
/** Customers in one call that enrols. */
const ENROL_AT_ONCE = 50;
/** The guard asks for the policy and the owner's permission, and the organizations are read: for each chunk. */
const CALLS_PER_SLICE = 3;

/** What a run takes: a call for each new account, two for each that exists, and enrolments of fifty at once. */
export function estimate(run: {
  readonly create: number;
  readonly existing: number;
  readonly slices: number;
  /** People to enrol in each organization. */
  readonly organizations: readonly number[];
}): Estimate {
  const batches = (people: number) => Math.ceil(people / ENROL_AT_ONCE);
  const calls =
    run.create +
    run.existing * 2 +
    batches(run.create + run.existing) +
    run.organizations.reduce((sum, people) => sum + batches(people), 0) +
    run.slices * CALLS_PER_SLICE;
  return { calls, seconds: Math.ceil((calls * CALL_SECONDS) / AT_ONCE) };
}
