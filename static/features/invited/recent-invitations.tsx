import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { AuditEntry, AuditPage } from '../../../src/contract/audit';
import type { Reply } from '../../../src/contract/reply';
import { useTranslate } from '../../i18n/use-translate';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/loading';
import Notice from '../../ui/notice';
import { useLoaded } from '../../ui/use-loaded';
import '../audit/audit.css';
import { auditPage, namesOn } from '../audit/audit-calls';
import { CustomerAndOutcome, WhenAndWho } from '../audit/entry-cells';
import { eventDetail, eventTitle } from '../audit/entry-words';
import type { Names } from '../audit/entry-words';

/** Entries that are told at a glance. */
const SHOWN = 10;

interface Recent {
  readonly entries: readonly AuditEntry[];
  readonly names: Names;
}

/** Who invited whom lately in the project, with the way to all of it. An import is one line. */
export function RecentInvitations({ onAll }: { readonly onAll: () => void }): ReactElement {
  const t = useTranslate();
  const { loaded, reload } = useLoaded(loadRecent);
  return (
    <section className="stack" aria-labelledby="recent-title" aria-busy={!loaded}>
      <div className="title-bar">
        <h2 id="recent-title" className="section-title">
          {t('project.recent.title')}
        </h2>
        <Button appearance="subtle" onClick={onAll}>
          {t('project.recent.all')}
        </Button>
      </div>
      {!loaded && <Loading />}
      {loaded?.ok === false && (
        <ErrorNotice
          error={loaded.error}
          title={t('project.recent.failed')}
          action={<Button onClick={reload}>{t('ui.retry')}</Button>}
        />
      )}
      {loaded?.ok && loaded.data.entries.length === 0 && (
        <Notice kind="information" title={t('project.recent.empty.title')}>
          {t('project.recent.empty.body')}
        </Notice>
      )}
      {loaded?.ok && loaded.data.entries.length > 0 && (
        <>
          <p className="plain-text">{t('project.recent.body', { max: SHOWN })}</p>
          <RecentTable {...loaded.data} />
        </>
      )}
    </section>
  );
}

function RecentTable({ entries, names }: Recent): ReactElement {
  const t = useTranslate();
  return (
    <table className="table" aria-labelledby="recent-title">
      <thead>
        <tr>
          {(['when', 'who', 'event', 'customer', 'outcome'] as const).map((column) => (
            <th scope="col" key={column}>
              {t(`audit.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <WhenAndWho entry={entry} names={names} />
            <td data-label={t('audit.column.event')} className="audit-event break-words">
              <div>
                {eventTitle(entry, t)}
                <div className="quiet">{eventDetail(entry, t)}</div>
              </div>
            </td>
            <CustomerAndOutcome entry={entry} names={names} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Single invitations and imports are looked for apart: a large import leaves room for the others. */
async function loadRecent(): Promise<Reply<Recent>> {
  const [invitations, imports] = await Promise.all([loadKind('invitation'), loadKind('import')]);
  if (!invitations.ok) return invitations;
  const ended = imports.ok ? imports.data.entries.filter(isEnded) : [];
  const entries = [...invitations.data.entries, ...ended]
    .sort((one, other) => other.at.localeCompare(one.at))
    .slice(0, SHOWN);
  return { ok: true, data: { entries, names: await namesOn({ entries }) } };
}

function loadKind(kind: 'invitation' | 'import'): Promise<Reply<AuditPage>> {
  return auditPage('project', { selection: { kind, imports: 'lines' }, before: undefined, limit: SHOWN });
}

/** An import that runs has not invited everybody yet; its end tells the numbers. */
function isEnded(entry: AuditEntry): boolean {
  return entry.event === 'import' && entry.action !== 'started' && entry.action !== 'erased';
}
