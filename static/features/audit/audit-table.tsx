import type { ReactElement, ReactNode } from 'react';
import type { AuditEntry } from '../../../src/contract/audit';
import type { ProjectId } from '../../../src/domain/ids';
import { PolicyChangeList } from '../policy/policy-changes';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';
import type { AuditScope } from './audit-calls';
import { CustomerAndOutcome, WhenAndWho } from './entry-cells';
import { eventDetail, eventTitle, projectWords } from './entry-words';
import type { ProjectNames } from './entry-words';
import { EntryRows } from './entry-rows';
import type { NamedEntry } from './entries-in-time';
import type { NamedPage } from './use-audit';

/** Changes of one saving that are shown at once; where there are more, they open on demand. */
const CHANGES_OPEN_MAX = 1;
const COLUMNS = ['when', 'who', 'project', 'event', 'customer', 'outcome'] as const;

/** Entries of the audit log, a row each. */
export function AuditTable({
  scope,
  pages,
  projects,
  stale,
}: {
  readonly scope: AuditScope;
  readonly pages: readonly NamedPage[];
  readonly projects: ProjectNames;
  readonly stale: boolean;
}): ReactElement {
  const t = useTranslate();
  const columns = COLUMNS.filter((column) => column !== 'project' || scope === 'site');
  return (
    <table className={stale ? 'table audit-table stale' : 'table audit-table'} aria-labelledby="audit-title">
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" key={column}>
              {t(`audit.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <EntryRows
          scope={scope}
          pages={pages}
          columns={columns.length}
          row={(named, more) => <AuditRow scope={scope} named={named} projects={projects} more={more} />}
        />
      </tbody>
    </table>
  );
}

function AuditRow({
  scope,
  named: { entry, names },
  projects,
  more,
}: {
  readonly scope: AuditScope;
  readonly named: NamedEntry;
  readonly projects: ProjectNames;
  /** Opens what belongs to the entry. */
  readonly more: ReactNode;
}): ReactElement {
  const t = useTranslate();
  return (
    <tr>
      <WhenAndWho entry={entry} names={names} />
      {scope === 'site' && (
        <td data-label={t('audit.column.project')}>
          <Given>{projectWords(entry, projects, t)}</Given>
        </td>
      )}
      <td data-label={t('audit.column.event')} className="audit-event break-words">
        <div>
          <Event entry={entry} projects={projects} />
          {more}
        </div>
      </td>
      <CustomerAndOutcome entry={entry} names={names} />
    </tr>
  );
}

function Event({
  entry,
  projects,
}: {
  readonly entry: AuditEntry;
  readonly projects: ProjectNames;
}): ReactElement {
  const t = useTranslate();
  const projectName = (projectId: ProjectId): string => projects.get(projectId) ?? projectId;
  if (entry.event === 'policy' && entry.changes.length > CHANGES_OPEN_MAX) {
    return (
      <details>
        <summary>{eventTitle(entry, t)}</summary>
        <PolicyChangeList changes={entry.changes} projectName={projectName} />
      </details>
    );
  }
  const detail = eventDetail(entry, t);
  return (
    <div>
      {eventTitle(entry, t)}
      {detail !== '' && <div className="quiet">{detail}</div>}
      {entry.event === 'policy' && <PolicyChangeList changes={entry.changes} projectName={projectName} />}
    </div>
  );
}
