import type { Places, StayingPlace } from '../../contract/removal';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { JiraClient } from '../../platform/jira/client';
import { listsCustomers } from '../../platform/jira/customers';

/** Jira's lists hold a new customer "a few minutes" later; until then an empty one proves nothing. */
const LISTED_AFTER_MS = 900_000;

interface Plan {
  readonly removes: Places;
  readonly stays: readonly StayingPlace[];
  /** When the customer's note was written, in ms since 1970; `undefined` where there is none. */
  readonly notedAt: number | undefined;
}

/** Tells a plan whose service desk is open to everyone, for a preview. */
export type ShowOpenDesk = <P extends Plan>(plan: P) => P;

/**
 * Where the service desk is open to everyone, removing a customer from it does nothing: in a preview it is told among what
 * stays. A removal tries nonetheless. One call to Jira, and none where no plan removes from the desk; where Jira does not
 * answer, the plans stay as they are.
 *
 * @param reader may see the desk's customers. @param now ms since 1970.
 */
export async function openDeskIn(
  plans: readonly Plan[],
  { serviceDeskId }: Pick<ProjectPolicy, 'serviceDeskId'>,
  reader: JiraClient,
  now: number,
): Promise<ShowOpenDesk> {
  const isTold = (plan: Plan): boolean => plan.removes.desk && (plan.notedAt ?? 0) <= now - LISTED_AFTER_MS;
  if (!plans.some(isTold)) return (plan) => plan;
  const listed = await listsCustomers(reader, serviceDeskId);
  if (!listed.ok || listed.data) return (plan) => plan;
  return (plan) => (isTold(plan) ? keepDesk(plan) : plan);
}

/** A plan of which the desk is no part: it stays, because it is open to everyone. */
export function keepDesk<P extends Pick<Plan, 'removes' | 'stays'>>(plan: P): P {
  const { organizations } = plan.removes;
  return { ...plan, removes: { desk: false, organizations }, stays: [{ why: 'open' }, ...plan.stays] };
}
