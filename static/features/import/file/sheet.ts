import { addressKey } from '../../../../src/domain/address/address';
import type { AccountLookup } from '../../../../src/contract/import';
import type { Columns, ImportRow } from '../../../../src/domain/invitation/import-row';
import type { Rows } from '../../../../src/domain/file/file-rows';
import { fingerprint, isSameFile } from './fingerprint';
import { openTable } from '../../../../src/domain/file/table';
import { parse } from '../../../../src/domain/file/parse';
import type { Parsed } from '../../../../src/domain/file/parse';
import { joinRows } from '../../../../src/domain/file/people';
import { orderOfDays } from '../../../../src/domain/file/read-people';
import type { DayOrder, ToldOrder } from '../../../../src/domain/invitation/days';
import type { People } from '../../../../src/domain/file/people';
import { planPeople } from './planned-people';
import type { PlannedPeople } from './planned-people';
import { WINDOW_MAX } from './reading';
import type {
  ImportedFile,
  KeptBackRow,
  LookedUp,
  Preview,
  PreviewPlan,
  PreviewRow,
  ReadAnswer,
  ReadOptions,
  Reading,
  RowKind,
  ChunkGroup,
  Slicing,
} from './reading';
import { RowView } from './row-view';
import { chunkPeople } from './slices';
import type { Chunks } from './slices';

/** Characters of a column's name that `import.begin` takes. */
const HEADER_MAX = 200;

/** One file, from its bytes to its chunks: what the worker does, without the worker. */
export class Sheet {
  private file: { readonly parsed: Parsed; readonly reading: Reading; readonly rows: Rows } | undefined;
  private joined:
    | { readonly columns: Columns; readonly people: People; readonly days: ToldOrder }
    | undefined;
  private planned:
    | { readonly people: PlannedPeople; readonly view: RowView; readonly dayOrder: DayOrder | undefined }
    | undefined;
  /** Stay while they are sent, whatever is planned meanwhile. */
  private slices: Chunks | undefined;
  /** As an import read it; see `recognize`. */
  private found: People | undefined;
  private readonly looks = new Map<string, AccountLookup>();

  async read(
    source: Blob | string,
    options: ReadOptions,
    onProgress: (part: number) => void,
  ): Promise<ReadAnswer> {
    this.forget();
    this.looks.clear();
    const parsed = await parse(source, onProgress, options);
    if (!parsed.ok) return parsed;
    const reading = this.readAs(parsed);
    if (reading.rows === 0) return { ok: false, problem: { problem: 'header-only' } };
    return { ok: true, reading };
  }

  setHeaded(headed: boolean): Reading {
    return this.readAs(this.open().parsed, headed);
  }

  preview(plan: PreviewPlan): Preview {
    const { rows } = this.open();
    if (!this.joined || !isSame(this.joined.columns, plan.columns)) {
      const { columns } = plan;
      this.joined = { columns, people: joinRows(rows, columns), days: orderOfDays(rows, columns) };
    }
    const { people, days } = this.joined;
    // What one day of the column tells holds for all.
    const dayOrder = days.order ?? (days.unclear === undefined ? undefined : plan.dayOrder);
    const ordered = { ...plan, dayOrder };
    const planned = planPeople(people, ordered, this.looks, rows.count);
    this.planned = { people: planned, view: new RowView(rows, people, planned, ordered), dayOrder };
    return { ...planned.preview(), days };
  }

  lookedUp(looks: readonly LookedUp[]): Preview {
    const { people, days } = this.join();
    const planned = this.plan();
    for (const { email, look } of looks) {
      const key = addressKey(email);
      this.looks.set(key, look);
      const person = people.find(key);
      if (person !== undefined) planned.people.lookedUp(person);
    }
    planned.view.forget();
    return { ...planned.people.preview(), days };
  }

  toLookUp(max: number): readonly string[] {
    return this.plan().people.toLookUp(max);
  }

  rows(from: number, to: number, kind: RowKind | undefined): readonly PreviewRow[] {
    return this.plan().view.rows(from, Math.min(to, from + WINDOW_MAX), kind);
  }

  async slice(): Promise<Slicing> {
    const { people, columns } = this.join();
    const { header } = this.open().reading;
    const { dayOrder, people: planned } = this.plan();
    const isSent = (person: number) => planned.kind(person) !== 'error';
    const chunks = chunkPeople(people, columns, isSent);
    this.slices = chunks;
    return {
      fingerprint: await fingerprint(people, isSent, columns, dayOrder),
      ...(dayOrder && { dayOrder }),
      header: header.map((name) => name.slice(0, HEADER_MAX)),
      people: planned.preview().people,
      slices: chunks.count,
    };
  }

  sliceGroup(from: number): ChunkGroup | undefined {
    if (!this.slices) throw new Error('Nothing was sliced yet.');
    return this.slices.group(from);
  }

  /** Whether this is the file of that import, read alike; which rows were sent makes no difference. */
  async recognize({ fingerprint: wanted, columns, dayOrder }: ImportedFile): Promise<boolean> {
    this.found = undefined;
    const file = this.file;
    if (!file) return false;
    const joined = this.joined && isSame(this.joined.columns, columns) ? this.joined.people : undefined;
    const people = joined ?? joinRows(file.rows, columns);
    const isIt = isSameFile(wanted, await fingerprint(people, () => true, columns, dayOrder));
    this.found = isIt ? people : undefined;
    return isIt;
  }

  recognized(from: number, to: number): readonly ImportRow[] {
    const people = this.found;
    if (!people) throw new Error('No file was recognized.');
    const end = Math.min(to, from + WINDOW_MAX, people.count);
    return Array.from({ length: Math.max(0, end - from) }, (_, index) => people.sent(from + index));
  }

  keptBack(from: number, to: number): readonly KeptBackRow[] {
    const { people } = this.join();
    const { people: planned } = this.plan();
    const found: KeptBackRow[] = [];
    let place = 0;
    for (let person = 0; person < people.count && place < Math.min(to, from + WINDOW_MAX); person += 1) {
      if (planned.kind(person) !== 'error') continue;
      place += 1;
      if (place <= from) continue;
      const { line, cells } = people.sent(person);
      found.push({ line, cells, ...planned.error(person) });
    }
    return found;
  }

  private readAs(parsed: Parsed, headed?: boolean): Reading {
    this.forget();
    const { reading, rows } = openTable(parsed, headed);
    this.file = { parsed, reading, rows };
    return reading;
  }

  private forget(): void {
    this.file = undefined;
    this.joined = undefined;
    this.planned = undefined;
    this.slices = undefined;
    this.found = undefined;
  }

  private open() {
    if (!this.file) throw new Error('No file was read.');
    return this.file;
  }

  private join() {
    if (!this.joined) throw new Error('Nothing was planned yet.');
    return this.joined;
  }

  private plan() {
    if (!this.planned) throw new Error('Nothing was planned yet.');
    return this.planned;
  }
}

function isSame(one: Columns, other: Columns): boolean {
  return one.length === other.length && one.every((use, index) => use === other[index]);
}
