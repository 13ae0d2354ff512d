import type { RowKind } from './reading';

/** What a person can be: `skip` is for rows. As numbers, a byte each. */
const KINDS = ['create', 'unchecked', 'exists', 'enrol', 'error'] as const satisfies RowKind[];
export type PersonKind = (typeof KINDS)[number];

/** What each person of a file is, and whether Jira was asked about them: two bytes each. */
export class PersonMarks {
  private readonly kinds: Uint8Array;
  private readonly looked: Uint8Array;

  constructor(private readonly people: number) {
    this.kinds = new Uint8Array(people);
    this.looked = new Uint8Array(people);
  }

  set(person: number, { kind, isLookedUp }: { kind: PersonKind; isLookedUp: boolean }): void {
    this.kinds[person] = KINDS.indexOf(kind);
    this.looked[person] = isLookedUp ? 1 : 0;
  }

  kind(person: number): PersonKind {
    return KINDS[this.kinds[person] ?? 0] ?? 'error';
  }

  isToLookUp(person: number): boolean {
    return this.kind(person) === 'unchecked' && this.looked[person] === 0;
  }

  /** How many people are of each kind, and how many are to be looked up. */
  count(): { readonly kinds: Readonly<Record<PersonKind, number>>; readonly toLookUp: number } {
    const kinds = { create: 0, unchecked: 0, exists: 0, enrol: 0, error: 0 };
    let toLookUp = 0;
    for (let person = 0; person < this.people; person += 1) {
      kinds[this.kind(person)] += 1;
      if (this.isToLookUp(person)) toLookUp += 1;
    }
    return { kinds, toLookUp };
  }
}
