import { likelyDomain } from '../../../../src/domain/address/typo';
import type { ReadCells } from '../../../../src/domain/invitation/cells';
import { readCells } from '../../../../src/domain/invitation/cells';
import type { Rows } from '../../../../src/domain/file/file-rows';
import { Numbers } from '../../../../src/domain/file/numbers';
import type { People } from '../../../../src/domain/file/people';
import type { PlannedPeople } from './planned-people';
import type { PreviewPlan, PreviewRow, RowKind } from './reading';

/** The rows of a preview, in windows. */
export class RowView {
  private readonly ofKind = new Map<RowKind, Numbers>();

  constructor(
    private readonly file: Rows,
    private readonly people: People,
    private readonly planned: PlannedPeople,
    private readonly plan: Pick<PreviewPlan, 'columns' | 'dayOrder' | 'rules'>,
  ) {}

  /** Kinds have changed. */
  forget(): void {
    this.ofKind.clear();
  }

  rows(from: number, to: number, kind: RowKind | undefined): readonly PreviewRow[] {
    const places = kind && this.places(kind);
    const end = Math.min(to, places ? places.length : this.file.count);
    const window: PreviewRow[] = [];
    for (let place = Math.max(from, 0); place < end; place += 1) {
      window.push(this.row(places ? places.at(place) : place));
    }
    return window;
  }

  private places(kind: RowKind): Numbers {
    const known = this.ofKind.get(kind);
    if (known) return known;
    const places = new Numbers();
    for (let row = 0; row < this.file.count; row += 1) {
      if (this.kind(row) === kind) places.push(row);
    }
    this.ofKind.set(kind, places);
    return places;
  }

  private kind(row: number): RowKind {
    const person = this.people.ofRow(row);
    return this.people.rowOf(person) === row ? this.planned.kind(person) : 'skip';
  }

  private row(row: number): PreviewRow {
    const person = this.people.ofRow(row);
    return this.kind(row) === 'skip' ? this.skipped(row, person) : this.person(row, person);
  }

  private read(cells: readonly string[]): ReadCells {
    return readCells(cells, this.plan.columns, this.plan.dayOrder);
  }

  private typo(domain: string): Pick<PreviewRow, 'typo'> {
    const { allowedDomains, domainOrganizations } = this.plan.rules;
    const meant = likelyDomain(domain, [
      ...allowedDomains,
      ...domainOrganizations.map((each) => each.domain),
    ]);
    return meant === undefined ? {} : { typo: { domain, meant } };
  }

  private skipped(row: number, person: number): PreviewRow {
    const read = this.read(this.file.cells(row));
    return {
      row,
      line: this.file.line(row),
      also: [],
      joined: 0,
      into: this.file.line(this.people.rowOf(person)),
      kind: 'skip',
      email: read.email,
      name: read.displayName,
      organizations: read.organizations,
      creates: [],
      endsAt: read.endsAt,
    };
  }

  private person(row: number, person: number): PreviewRow {
    const { line, also = [], cells } = this.people.sent(person);
    const planned = this.planned.plan(person);
    const problem = this.people.problem(person);
    const look = this.planned.look(person);
    const read = this.read(cells);
    return {
      row,
      line,
      also,
      joined: this.people.joined(person),
      kind: this.planned.kind(person),
      ...(planned.ok && !problem
        ? {
            email: planned.guest.address.email,
            name: planned.guest.displayName,
            organizations: [...planned.organizations.map(({ name }) => name), ...planned.creates],
            creates: planned.creates,
            endsAt: planned.guest.endsAt ?? '',
            ...this.typo(planned.guest.address.domain),
          }
        : {
            email: read.email,
            name: read.displayName,
            organizations: read.organizations,
            creates: [],
            endsAt: read.endsAt,
            ...this.planned.error(person),
          }),
      ...(look && { look: look.account }),
    };
  }
}
