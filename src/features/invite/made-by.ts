import type { CreatedOrganization } from '../../platform/jira/organizations';

/** Jira's `Date` header counts in seconds. */
const DATE_STEP_MS = 1000;

/** One call that asked Jira to create, by our clock in ms since 1970. */
export interface CreateCall {
  /** When the try went out that was answered: what came to exist while an earlier one waited is not its work. */
  readonly askedAt: number;
  readonly answeredAt: number;
  /** When Jira was asked for all organizations of the site and did not have it; `undefined` where that was not read. */
  readonly absentAt: number | undefined;
  /** When a try went out that got no answer and may have done the work. */
  readonly unansweredAt: number | undefined;
}

/**
 * Whether an organization came to exist by the call that Jira answered with it. Jira says when it was created, in
 * milliseconds of its own clock, and in whole seconds when it answered: clocks may differ by less than that shows.
 *
 * @returns `perhaps`: by its age; only an unused one may then be taken for ours.
 */
export function madeBy(
  { createdAt, answeredAt }: Pick<CreatedOrganization, 'createdAt' | 'answeredAt'>,
  call: CreateCall,
): 'surely' | 'perhaps' | 'not' {
  if (createdAt === undefined) return 'not';
  const { ahead, isSure } = clockOf(answeredAt, call);
  if (createdAt >= call.askedAt + ahead) {
    return isSure ? 'surely' : 'perhaps';
  }
  if (call.unansweredAt !== undefined && createdAt >= call.unansweredAt + ahead) return 'perhaps';
  // Just before by our clock, and not there a moment ago: more likely the clocks differ.
  const isJustBefore = createdAt >= call.askedAt + ahead - DATE_STEP_MS;
  const wasAbsent = call.absentAt !== undefined && call.askedAt - call.absentAt < DATE_STEP_MS;
  return isJustBefore && wasAbsent ? 'perhaps' : 'not';
}

/** By how much Jira's clock is ahead of ours: not at all, unless its answer says so. */
function clockOf(
  answeredAt: number | undefined,
  call: CreateCall,
): { readonly ahead: number; readonly isSure: boolean } {
  if (answeredAt === undefined) return { ahead: 0, isSure: true };
  const least = answeredAt - call.answeredAt;
  const most = answeredAt + DATE_STEP_MS - call.askedAt;
  const isSure = least <= 0 && most >= 0;
  return { ahead: isSure ? 0 : least, isSure };
}
