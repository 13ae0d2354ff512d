import Lozenge from '@atlaskit/lozenge';
import type { ReactElement, ReactNode } from 'react';
import type { AuditEntry } from '../../../src/contract/audit';
import type { ProjectId } from '../../../src/domain/ids';
import { PolicyChangeList } from '../policy/policy-changes';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';
import type { AuditScope } from './audit-calls';
import { actorWords, customerWords, eventDetail, eventTitle, projectWords, whyWords } from './entry-words';
import type { Names, ProjectNames } from './entry-words';
import { CustomerLink } from './customer-link';
import { EntryRows } from './entry-rows';
import type { NamedEntry } from './entries-in-time';
import type { NamedPage } from './use-audit';

const LOOK = { done: 'success', attention: 'moved', failed: 'removed', refused: 'removed' } as const;
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
  const why = whyWords(entry, t);
  return (
    <tr>
      <td data-label={t('audit.column.when')} className="audit-when">
        <time dateTime={entry.at}>{t.dateTime(entry.at)}</time>
      </td>
      <td data-label={t('audit.column.who')} className="break-words">
        <Given>{actorWords(entry.actor, names, t)}</Given>
      </td>
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
      <td
        data-label={t('audit.column.customer')}
        className={entry.customer || entry.domain ? 'audit-customer break' : 'empty'}
      >
        <Customer entry={entry} names={names} />
      </td>
      <td data-label={t('audit.column.outcome')} className="audit-outcome">
        <div>
          <Lozenge appearance={LOOK[entry.outcome]}>{t(`audit.outcome.${entry.outcome}`)}</Lozenge>{' '}
          {why !== '' && <span className="quiet">{why}</span>}
        </div>
      </td>
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

/** The account, as far as it is known, and the domain of its address. */
function Customer({ entry, names }: { readonly entry: AuditEntry; readonly names: Names }): ReactElement {
  const t = useTranslate();
  const { customer, domain } = entry;
  const name = customerWords(entry, names, t);
  if (!customer) return <>{domain ?? '–'}</>;
  return <CustomerLink accountId={customer} name={name} domain={domain} />;
}
