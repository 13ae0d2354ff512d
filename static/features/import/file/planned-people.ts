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
import type { KeptBackRow, Preview, PreviewPlan, UnknownOrganization } from './reading';
import { PersonMarks } from './person-marks';
import type { PersonKind } from './person-marks';

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
  const planner = createPlanner(plan, plan.rules, plan.known, plan.now);
  const marks = new PersonMarks(people.count);
  const enrolments = enrolmentCounter();
  const names = nameCollector(plan);

  const planOf = (person: number) => planner(people.cells(person));
  const take = (person: number, planned: PlannedRow): void => {
    const look = lookOf(planned, looks);
    const kind = people.problem(person) ? 'error' : kindOf(planned, look);
    marks.set(person, { kind, isLookedUp: look !== undefined });
  };
  for (let person = 0; person < people.count; person += 1) {
    const cells = people.cells(person);
    const planned = planner(cells);
    take(person, planned);
    // What stands in a row with too many cells may be the end of a name.
    if (people.problem(person)) continue;
    names.take(cells);
    enrolments.take(planned);
  }

  const unknown = names.unknown();
  return {
    kind: (person) => marks.kind(person),
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
        const planned = marks.isToLookUp(person) ? planOf(person) : undefined;
        if (planned?.ok) found.push(planned.guest.address.email);
      }
      return found;
    },
    preview: () => {
      const numbers = count(marks, people, rows);
      return {
        ...numbers,
        unknownOrganizations: unknown,
        organizationNames: names.count(),
        estimate: estimateOf(numbers.counts, enrolments.counts()),
      };
    },
  };
}

function count(
  marks: PersonMarks,
  people: People,
  rows: number,
): Pick<Preview, 'counts' | 'rows' | 'people' | 'notLookedUp'> {
  const { kinds, toLookUp } = marks.count();
  const counts = { ...kinds, skip: rows - people.count };
  return { counts, rows, people: people.count - kinds.error, notLookedUp: toLookUp };
}

function estimateOf(counts: Preview['counts'], organizations: readonly number[]): Preview['estimate'] {
  const create = counts.create + counts.unchecked;
  const existing = counts.exists + counts.enrol;
  return estimate({
    create,
    existing,
    slices: Math.ceil((create + existing) / SLICE_ROWS_MAX),
    organizations,
  });
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

/** Counts the people of each organization, existing or to be created. */
function enrolmentCounter(): {
  readonly take: (planned: PlannedRow) => void;
  readonly counts: () => readonly number[];
} {
  const people = new Map<string, number>();
  const count = (key: string): void => void people.set(key, (people.get(key) ?? 0) + 1);
  return {
    take: (planned) => {
      if (!planned.ok) return;
      for (const { id } of planned.organizations) count(id);
      for (const name of planned.creates) count(`new ${organizationKey(name)}`);
    },
    counts: () => [...people.values()],
  };
}

/** Collects the names of organizations in the file, and tells those of them in which customers cannot be enrolled. */
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
