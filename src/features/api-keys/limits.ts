import type { Policy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import type { StoredKey } from './store/key-store';
import type { KeyScope } from './key-scope';
import { stateOf } from './view';

/** Keys of Jira admins that open at once; more are a sign that the admins have lost track of them. */
const ACTIVE_MAX = 100;
/** The same for the admins of one project: they take no room from the site's, nor from another project's. */
const ACTIVE_PROJECT_MAX = 20;
/** Keys that one project admin makes in 24 hours: made and revoked, each leaves a row. */
const MADE_DAILY_MAX = 20;
const DAY_MS = 86_400_000;

/** Why a manager may make no further key now; `undefined` where they may. */
export function refusedNumber(
  keys: readonly StoredKey[],
  { accountId, project }: KeyScope,
  policy: Policy,
  now: number,
): Reason | undefined {
  const active = keys.filter((key) => stateOf(key, policy, now) === 'active');
  if (project === undefined) {
    const own = active.filter(({ byProjectAdmin }) => !byProjectAdmin);
    return own.length >= ACTIVE_MAX ? reason('keys-too-many', { max: ACTIVE_MAX }) : undefined;
  }
  const ofProject = active.filter(
    ({ byProjectAdmin, projects }) => byProjectAdmin && projects[0] === project,
  );
  if (ofProject.length >= ACTIVE_PROJECT_MAX) return reason('keys-too-many', { max: ACTIVE_PROJECT_MAX });
  const today = keys.filter(
    ({ byProjectAdmin, createdBy, createdAt }) =>
      byProjectAdmin && createdBy === accountId && Date.parse(createdAt) > now - DAY_MS,
  );
  return today.length >= MADE_DAILY_MAX ? reason('keys-too-many-today', { max: MADE_DAILY_MAX }) : undefined;
}
