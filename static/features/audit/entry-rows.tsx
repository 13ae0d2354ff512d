import Button from '@atlaskit/button/new';
import { Fragment, useMemo, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { AuditEntry } from '../../../src/contract/audit';
import { useTranslate } from '../../i18n/use-translate';
import type { AuditScope } from './audit-calls';
import { AuditEnd } from './audit-end';
import { entriesInTime } from './entries-in-time';
import type { NamedEntry } from './entries-in-time';
import type { AuditSelection } from './filters';
import { useAudit } from './use-audit';
import type { NamedPage } from './use-audit';

type ImportEntry = Extract<AuditEntry, { event: 'import' }>;
/** How an entry stands in its table. `more` opens what belongs to it. */
type Row = (named: NamedEntry, more?: ReactNode) => ReactNode;

interface InTable {
  readonly scope: AuditScope;
  /** Of the table. */
  readonly columns: number;
  readonly row: Row;
}

/** Entries as rows of a table, newest first. The people of an import open under its one line. */
export function EntryRows({
  pages,
  ...table
}: InTable & { readonly pages: readonly NamedPage[] }): ReactElement {
  return (
    <>
      {entriesInTime(pages).map((named) =>
        isImportLine(named.entry) ? (
          <ImportLine key={named.entry.id} {...table} named={named} entry={named.entry} />
        ) : (
          <Fragment key={named.entry.id}>{table.row(named)}</Fragment>
        ),
      )}
    </>
  );
}

/** Whether an import got so far that people stand under its line. */
function isImportLine(entry: AuditEntry): entry is ImportEntry {
  return entry.event === 'import' && entry.action !== 'started' && entry.action !== 'erased';
}

function ImportLine({
  named,
  entry,
  ...table
}: InTable & { readonly named: NamedEntry; readonly entry: ImportEntry }): ReactElement {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  const at = { date: t.dateTime(entry.at) };
  const toggle = (
    <Button
      spacing="compact"
      appearance="subtle"
      aria-expanded={isOpen}
      aria-label={isOpen ? t('audit.import.close.of', at) : t('audit.import.open.of', at)}
      onClick={() => setOpen(!isOpen)}
    >
      {isOpen ? t('audit.import.close') : t('audit.import.open')}
    </Button>
  );
  return (
    <>
      {table.row(named, toggle)}
      {isOpen && <ImportRows {...table} entry={entry} />}
    </>
  );
}

/** The rows of one import, a page at a time. */
function ImportRows({
  scope,
  columns,
  row,
  entry: { importId, projectId, at },
}: InTable & { readonly entry: ImportEntry }): ReactElement {
  const selection = useMemo(
    (): AuditSelection => ({ importId, to: at, ...(scope === 'site' && projectId && { projectId }) }),
    [importId, at, projectId, scope],
  );
  const audit = useAudit(scope, selection);
  const rows = entriesInTime(audit.pages);
  return (
    <>
      {rows.map((named) => (
        <Fragment key={named.entry.id}>{row(named)}</Fragment>
      ))}
      <tr>
        <td colSpan={columns}>
          <div className="stack-close">
            <AuditEnd audit={audit} shown={rows.length} filtered />
          </div>
        </td>
      </tr>
    </>
  );
}
