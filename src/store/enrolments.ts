import * as z from 'zod/mini';
import { organizationIdSchema } from '../contract/ids';
import type { AccountId, ProjectId } from '../contract/ids';
import { readAll } from './batch';
import type { Item } from './batch';

const KEPT = { unit: 'DAYS', value: 365 } as const;

/** `made`: this app put the customer there. `confirmed`: the customer is there; since when is not known. */
const knownSchema = z.enum(['made', 'confirmed']);

const enrolmentSchema = z.object({
  desk: z.exactOptional(knownSchema),
  organizations: z.record(organizationIdSchema, knownSchema),
});

/** Where a customer is in one project, as far as this app had a part in it. */
export type Enrolment = z.infer<typeof enrolmentSchema>;

export interface EnrolmentStore {
  /** Enrolments of these customers in the project; none for whom this app never enrolled. */
  read(projectId: ProjectId, accountIds: readonly AccountId[]): Promise<ReadonlyMap<AccountId, Enrolment>>;
}

export const enrolmentStore: EnrolmentStore = {
  async read(projectId, accountIds) {
    const values = await readAll(accountIds.map((accountId) => keyOf(projectId, accountId)));
    return new Map(
      accountIds.flatMap((accountId) => {
        const value = values.get(keyOf(projectId, accountId));
        return value === undefined ? [] : [[accountId, enrolmentSchema.parse(value)] as const];
      }),
    );
  },
};

export function enrolmentItem(projectId: ProjectId, accountId: AccountId, enrolment: Enrolment): Item {
  return { key: keyOf(projectId, accountId), value: enrolment, ttl: KEPT };
}

function keyOf(projectId: ProjectId, accountId: AccountId): string {
  return `enrolment:${projectId}:${accountId}`;
}
