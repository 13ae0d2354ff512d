import type { AuditEntry, AuditPage } from '../../../src/contract/audit';
import type { Translate } from '../../i18n/use-translate';
import { changeWords } from './change-words';
import { withoutIsolates } from '../../i18n/isolate';
import { BYTE_ORDER_MARK, csvLine } from '../../ui/csv';
import {
  actorId,
  actorWords,
  customerWords,
  eventDetail,
  eventTitle,
  projectWords,
  whyWords,
} from './entry-words';
import type { Names, ProjectNames } from './entry-words';

export type ExportFormat = 'csv' | 'jsonl';

export const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  jsonl: 'application/x-ndjson;charset=utf-8',
};

const COLUMNS = [
  'when',
  'actor',
  'actor-id',
  'project',
  'event',
  'customer',
  'customer-id',
  'domain',
  'outcome',
  'reason',
] as const;

/** The first line of a CSV file. */
export function csvHead(t: Translate): string {
  return BYTE_ORDER_MARK + csvLine(COLUMNS.map((column) => t(`audit.csv.${column}`)));
}

/** A page's entries in words, a line each. */
export function csvLines(
  { entries }: AuditPage,
  { names, projects }: { readonly names: Names; readonly projects: ProjectNames },
  t: Translate,
): string {
  return entries
    .map((entry) =>
      csvLine(
        [
          entry.at,
          actorWords(entry.actor, names, t),
          actorId(entry.actor),
          projectWords(entry, projects, t),
          whatHappened(entry, projects, t),
          customerWords(entry, names, t),
          entry.customer ?? '',
          entry.domain ?? '',
          t(`audit.outcome.${entry.outcome}`),
          whyWords(entry, t),
        ].map(withoutIsolates),
      ),
    )
    .join('');
}

/** A page's entries as they are kept, a line each: for programs. */
export function jsonLines({ entries }: AuditPage): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

function whatHappened(entry: AuditEntry, projects: ProjectNames, t: Translate): string {
  const detail =
    entry.event === 'policy'
      ? entry.changes.map((change) => changeWords(change, projects, t)).join('. ')
      : eventDetail(entry, t);
  return [eventTitle(entry, t), detail].filter(Boolean).join(t('ui.colon'));
}
