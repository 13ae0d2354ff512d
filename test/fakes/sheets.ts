import { organizationIdSchema } from '../../src/domain/ids';
import type { KnownOrganization } from '../../src/domain/organization/find-organization';
import type { Columns, ImportRow } from '../../src/domain/invitation/import-row';
import { DEFAULT_RULES, planRulesOf } from '../../src/domain/policy/rules';
import type { PlanRules } from '../../src/domain/policy/rules';
import type { PreviewPlan, Reading } from '../../static/features/import/file/reading';
import { START } from './clock';
import { Sheet } from '../../static/features/import/file/sheet';

const RULES: PlanRules = {
  ...planRulesOf(DEFAULT_RULES),
  deniedDomains: ['rival.example'],
  email: 'choice',
  organizations: 'any',
};

export function known(id: string, name: string): KnownOrganization {
  return { id: organizationIdSchema.parse(id), name, scimManaged: false };
}

export function planOf(columns: Columns, changes: Partial<PreviewPlan> = {}): PreviewPlan {
  return {
    columns,
    organizations: [],
    notify: false,
    rules: RULES,
    known: [known('1', 'Acme'), known('2', 'Globex')],
    now: START,
    ...changes,
  };
}

export function rulesWith(changes: Partial<PlanRules>): PlanRules {
  return { ...RULES, ...changes };
}

/** A file that can be read; its reading. */
export async function opened(
  source: Blob | string,
): Promise<{ readonly sheet: Sheet; readonly reading: Reading }> {
  const sheet = new Sheet();
  const answer = await sheet.read(source, {}, () => undefined);
  if (!answer.ok) throw new Error(`Could not be read: ${answer.problem.problem}`);
  return { sheet, reading: answer.reading };
}

/** A file that is planned as it is guessed. */
export async function planned(source: Blob | string, changes: Partial<PreviewPlan> = {}) {
  const { sheet, reading } = await opened(source);
  const preview = sheet.preview(planOf(reading.guess, changes));
  return { sheet, reading, preview };
}

/** Everybody that would be sent, slice after slice. */
export async function slicesOf(sheet: Sheet): Promise<(readonly ImportRow[])[]> {
  const { slices } = await sheet.slice();
  const all: (readonly ImportRow[])[] = [];
  while (all.length < slices) all.push(...(sheet.sliceGroup(all.length)?.slices ?? []));
  return all;
}

/** A file as RFC 4180 wants it; with line ends of any kind. */
export function csv(rows: readonly (readonly string[])[], lineEnd = '\r\n', delimiter = ','): string {
  return rows
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter) + lineEnd)
    .join('');
}
