import { addressKey } from '../src/domain/address/address';
import { createPlanner } from '../src/domain/invitation/plan-row';
import type { ProjectPolicy } from '../src/domain/policy/policy';
import { inParallel } from '../src/features/invite/in-parallel';
import type { JiraClient } from '../src/platform/jira/client';
import { IN_FLIGHT_MAX } from '../src/platform/jira/concurrency';
import type { Organization } from '../src/platform/jira/organizations';
import { holdsAdminister } from '../src/platform/jira/permissions';
import { searchUsers } from '../src/platform/jira/users';
import type { People, PersonRow } from './people';
import type { Progress } from './progress';
import { rowWords, sentence } from './words';

/** `unclear`: Jira hides an address that may be the one, or did not answer. */
type Look = 'new' | 'exists' | 'unclear';

export interface Forecast {
  readonly count: Readonly<Record<Look, number>>;
  readonly refused: readonly { readonly line: number; readonly why: string }[];
  /** Names of organizations that would be created. */
  readonly creates: readonly string[];
  /** Whether the account holds Administer Jira; nothing where Jira does not say. */
  readonly hasPower: boolean | undefined;
}

/** Finds out what an import would do. Only reads: one search for each address. */
export async function forecast(
  todo: readonly PersonRow[],
  { people, policy, known }: { people: People; policy: ProjectPolicy; known: readonly Organization[] },
  jira: JiraClient,
  progress: Progress,
): Promise<Forecast> {
  const power = await holdsAdminister(jira);
  const plan = createPlanner(
    { columns: people.columns, organizations: [], notify: false },
    policy,
    known,
    Date.now(),
  );
  const planned = todo.flatMap(({ line, cells, problem }) => (problem ? [] : [{ line, each: plan(cells) }]));
  const refused = todo.flatMap(({ line, problem }) =>
    problem ? [{ line, why: rowWords(problem).message }] : [],
  );
  const passing = planned.flatMap(({ each }) => (each.ok ? [each] : []));
  const emails = new Map(passing.map(({ guest }) => [addressKey(guest.address.email), guest.address.email]));
  let looked = 0;
  const looks = await inParallel([...emails.values()], IN_FLIGHT_MAX, async (email) => {
    const look = await lookFor(email, jira);
    looked += 1;
    progress.step(looked + (todo.length - emails.size));
    return look;
  });
  const count = (wanted: Look): number => looks.filter((look) => look === wanted).length;
  return {
    count: { new: count('new'), exists: count('exists'), unclear: count('unclear') },
    refused: [
      ...refused,
      ...planned.flatMap(({ line, each }) => (each.ok ? [] : [{ line, why: sentence(each.reason) }])),
    ],
    creates: [...new Set(passing.flatMap(({ creates }) => creates))],
    hasPower: power.ok ? power.data : undefined,
  };
}

/** The desk's own list is not asked: it takes five calls a second, and only says more about accounts that are new. */
async function lookFor(email: string, jira: JiraClient): Promise<Look> {
  const found = await searchUsers(jira, email);
  if (!found.ok) return 'unclear';
  const people = found.data.filter(({ accountType }) => accountType !== 'app');
  if (people.some((user) => user.email !== undefined && addressKey(user.email) === addressKey(email))) {
    return 'exists';
  }
  return people.some((user) => user.email === undefined) ? 'unclear' : 'new';
}
