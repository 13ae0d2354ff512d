import { addressKey } from '../../../../src/domain/address/address';
import { findOrganization, organizationKey } from '../../../../src/domain/organization/find-organization';
import { SLICE_ROWS_MAX } from '../../../../src/contract/import';
import type { AccountLookup } from '../../../../src/contract/import';
import { FILE_ORGANIZATIONS_MAX } from '../../../../src/domain/invitation/import-row';
import { createNearest } from '../../../../src/domain/organization/nearest-organization';
import { createPlanner } from '../../../../src/domain/invitation/plan-row';
import type { PlannedRow } from '../../../../src/domain/invitation/plan-row';
import { estimate } from './estimate';
import { createNames } from './organization-names';
import type { People } from '../../../../src/domain/file/people';
import type { KeptBackRow, Preview, PreviewPlan, RowKind, UnknownOrganization } from './reading';

/** What a person can be: `skip` is for rows. As numbers, a byte each. */
const KINDS = ['create', 'unchecked', 'exists', 'enrol', 'error'] as const satisfies RowKind[];
type PersonKind = (typeof KINDS)[number];

/** The people of a file under one plan. */
export interface PlannedPeople {
  readonly kind: (person: number) => PersonKind;
  /** Planned anew: only a byte is kept of each. */
  readonly plan: (person: number) => PlannedRow;
  /** Why the person is an error, where that is one. */
  readonly error: (person: number) => Pick<KeptBackRow, 'problem' | 'reason'>;
  readonly look: (person: number) => AccountLookup | undefined;
  /** Takes in that there is a look for this person now. */
  readonly lookedUp: (person: number) => void;
  /** Those of whom Jira was not asked yet. */
  readonly toLookUp: (max: number) => readonly string[];
  readonly preview: () => Omit<Preview, 'days'>;
}

/**
 * Plans all people with the planner of the run.
 *
 * @param looks what Jira told, by the keys of addresses; may grow.
 */
export function planPeople(
  people: People,
  plan: PreviewPlan,
  looks: ReadonlyMap<string, AccountLookup>,
  rows: number,
): PlannedPeople {
  const planner = createPlanner(plan, plan.rules, plan.known, Date.now());
  const kinds = new Uint8Array(people.count);
  const looked = new Uint8Array(people.count);
  const organizations = new Map<string, number>();
  const names = nameCollector(plan);

  const planOf = (person: number) => planner(people.cells(person));
  const take = (person: number, planned: PlannedRow): void => {
    const look = planned.ok ? looks.get(addressKey(planned.guest.address.email)) : undefined;
    looked[person] = look ? 1 : 0;
    kinds[person] = KINDS.indexOf(people.problem(person) ? 'error' : kindOf(planned, look));
  };
  for (let person = 0; person < people.count; person += 1) {
    const cells = people.cells(person);
    const planned = planner(cells);
    take(person, planned);
    // What stands in a row with too many cells may be the end of a name.
    if (people.problem(person)) continue;
    names.take(cells);
    if (planned.ok) {
      for (const { id } of planned.organizations) count(organizations, id);
      for (const name of planned.creates) count(organizations, `new ${organizationKey(name)}`);
    }
  }

  const unknown = names.unknown();
  const kindAt = (person: number): PersonKind => KINDS[kinds[person] ?? 0] ?? 'error';
  const isToLookUp = (person: number) => kindAt(person) === 'unchecked' && looked[person] === 0;
  return {
    kind: kindAt,
    plan: planOf,
    error: (person) => {
      const problem = people.problem(person);
      if (problem) return { problem };
      const planned = planOf(person);
      return planned.ok ? {} : { reason: planned.reason };
    },
    look: (person) => lookOf(planOf(person), looks),
    lookedUp: (person) => take(person, planOf(person)),
    toLookUp: (max) => {
      const found: string[] = [];
      for (let person = 0; person < people.count && found.length < max; person += 1) {
        const planned = isToLookUp(person) ? planOf(person) : undefined;
        if (planned?.ok) found.push(planned.guest.address.email);
      }
      return found;
    },
    preview: () => {
      const counts = { create: 0, unchecked: 0, exists: 0, enrol: 0, skip: rows - people.count, error: 0 };
      let notLookedUp = 0;
      for (let person = 0; person < people.count; person += 1) {
        counts[kindAt(person)] += 1;
        if (isToLookUp(person)) notLookedUp += 1;
      }
      const sent = people.count - counts.error;
      return {
        counts,
        rows,
        people: sent,
        notLookedUp,
        unknownOrganizations: unknown,
        organizationNames: names.count(),
        estimate: estimate({
          create: counts.create + counts.unchecked,
          existing: counts.exists + counts.enrol,
          slices: Math.ceil(sent / SLICE_ROWS_MAX),
          organizations: [...organizations.values()],
        }),
      };
    },
  };
}

function lookOf(planned: PlannedRow, looks: ReadonlyMap<string, AccountLookup>): AccountLookup | undefined {
  return planned.ok ? looks.get(addressKey(planned.guest.address.email)) : undefined;
}

function kindOf(planned: PlannedRow, look: AccountLookup | undefined): PersonKind {
  if (!planned.ok) return 'error';
  if (look?.account === 'none') return 'create';
  if (look?.account !== 'one') return 'unchecked';
  const places = new Set<string>(look.organizations);
  const everywhere =
    look.desk && planned.creates.length === 0 && planned.organizations.every(({ id }) => places.has(id));
  return everywhere ? 'exists' : 'enrol';
}

/** Collects the names of organizations in the file, and tells those of them that nobody can be enrolled in. */
function nameCollector({ columns, rules, known }: PreviewPlan): {
  readonly take: (cells: readonly string[]) => void;
  readonly count: () => number;
  readonly unknown: () => readonly UnknownOrganization[];
} {
  const named = new Map<string, { readonly name: string; people: number }>();
  const namesIn = createNames(columns);
  return {
    take: (cells) => {
      for (const { key, name } of namesIn(cells)) {
        const before = named.get(key);
        if (before) before.people += 1;
        else named.set(key, { name, people: 1 });
      }
    },
    count: () => named.size,
    unknown: () => {
      const unknown = [...named.values()]
        .flatMap((each) => {
          const found = findOrganization({ name: each.name }, known, rules);
          return found.ok ? [] : [{ ...each, reason: found.reason }];
        })
        .sort((one, other) => other.people - one.people)
        .slice(0, FILE_ORGANIZATIONS_MAX);
      return unknown.length === 0 ? unknown : withNearest(unknown, known, rules);
    },
  };
}

/** With the known organization that is nearly meant, of those that customers can be enrolled in. */
function withNearest(
  unknown: readonly UnknownOrganization[],
  known: PreviewPlan['known'],
  rules: PreviewPlan['rules'],
): readonly UnknownOrganization[] {
  const nearest = createNearest(known.filter((each) => findOrganization({ id: each.id }, [each], rules).ok));
  return unknown.map((each) => {
    const near = nearest(each.name);
    return near ? { ...each, nearest: { id: near.id, name: near.name } } : each;
  });
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
