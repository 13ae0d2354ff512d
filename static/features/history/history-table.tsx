import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { AuditEntry } from '../../../src/contract/audit';
import { CustomerLink } from '../audit/customer-link';
import { EntryRows } from '../audit/entry-rows';
import type { NamedEntry } from '../audit/entries-in-time';
import { ActorName } from '../audit/actor-name';
import { eventDetail, eventTitle, whyWords } from '../audit/entry-words';
import type { NamedPage } from '../audit/use-audit';
import RemovalQuestion from '../removal/removal-question';
import { Given } from '../../ui/given';
import { unknownCustomer } from '../../ui/unknown-customer';
import { useTranslate } from '../../i18n/use-translate';
import type { Translate } from '../../i18n/use-translate';

const LOOK = { done: 'success', attention: 'moved', failed: 'removed', refused: 'removed' } as const;
const COLUMNS = ['when', 'customer', 'organizations', 'who', 'outcome', 'actions'] as const;

export function HistoryTable({
  pages,
  stale,
  onChanged,
}: {
  readonly pages: readonly NamedPage[];
  readonly stale: boolean;
  readonly onChanged: (told: string) => void;
}): ReactElement {
  const t = useTranslate();
  const takenBack = takenBackIn(pages);
  return (
    <table
      className={stale ? 'table audit-table stale' : 'table audit-table'}
      aria-labelledby="history-title"
    >
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th scope="col" key={column}>
              {t(`history.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <EntryRows
          scope="history"
          pages={pages}
          columns={COLUMNS.length}
          row={(named, more) => (
            <HistoryRow
              named={named}
              more={more}
              isTakenBack={takenBack.has(named.entry.id)}
              onChanged={onChanged}
            />
          )}
        />
      </tbody>
    </table>
  );
}

/** Invitations of which the pages tell that they were taken back. */
function takenBackIn(pages: readonly NamedPage[]): ReadonlySet<string> {
  return new Set(
    pages.flatMap(({ entries }) =>
      entries.flatMap((entry) =>
        entry.event === 'access' && entry.outcome === 'done' && entry.invitation !== undefined
          ? [entry.invitation]
          : [],
      ),
    ),
  );
}

function HistoryRow({
  named: { entry, names },
  more,
  isTakenBack,
  onChanged,
}: {
  readonly named: NamedEntry;
  readonly more: ReactNode;
  readonly isTakenBack: boolean;
  readonly onChanged: (told: string) => void;
}): ReactElement {
  const t = useTranslate();
  const [asking, setAsking] = useState(false);
  const why = whyWords(entry, t);
  const isOffered = mayTakeBack(entry) && !isTakenBack;
  const known = entry.customer && names.get(entry.customer);
  const name = known ?? unknownCustomer(entry.domain, t);
  return (
    <>
      <tr>
        <td data-label={t('history.when')} className="audit-when">
          <time dateTime={entry.at}>{t.dateTime(entry.at)}</time>
        </td>
        <td data-label={t('history.customer')} className="audit-customer break">
          <div>
            {entry.event === 'import' ? (
              eventTitle(entry, t)
            ) : (
              <Customer entry={entry} name={known} words={name} />
            )}
            {more && <div>{more}</div>}
          </div>
        </td>
        <td data-label={t('history.organizations')}>
          {entry.event === 'import' ? eventDetail(entry, t) : placesOf(entry, t)}
        </td>
        <td data-label={t('history.who')}>
          <ActorName actor={entry.actor} names={names} />
        </td>
        <td data-label={t('history.outcome')} className="audit-outcome">
          <div>
            <Lozenge appearance={LOOK[entry.outcome]}>{t(`audit.outcome.${entry.outcome}`)}</Lozenge>{' '}
            {entry.event === 'access' && <span>{eventTitle(entry, t)} </span>}
            {why !== '' && <span className="quiet">{why}</span>}
            {isTakenBack && <span className="quiet">{t('removal.undone')}</span>}
          </div>
        </td>
        <td data-label={t('history.actions')} className={isOffered ? 'end' : 'empty'}>
          {isOffered && (
            <Button
              spacing="compact"
              aria-label={t('removal.remove.of', { name })}
              isDisabled={asking}
              onClick={() => setAsking(true)}
            >
              {t('removal.remove')}
            </Button>
          )}
        </td>
      </tr>
      {asking && (
        <tr>
          <td colSpan={COLUMNS.length}>
            <RemovalQuestion
              id={entry.id}
              name={name}
              onCancel={() => setAsking(false)}
              onDone={(told) => {
                setAsking(false);
                onChanged(told);
              }}
            />
          </td>
        </tr>
      )}
    </>
  );
}

function Customer({
  entry,
  name,
  words,
}: {
  readonly entry: AuditEntry;
  readonly name: string | undefined;
  readonly words: string;
}): ReactElement {
  const { customer, domain } = entry;
  if (!customer) return <Given>{words}</Given>;
  return <CustomerLink accountId={customer} name={name} words={words} domain={domain} />;
}

/** The events that may have added a customer. */
function mayTakeBack(entry: AuditEntry): boolean {
  const isHeld = entry.outcome === 'done' || entry.outcome === 'attention';
  return entry.event === 'invitation' && entry.customer !== undefined && isHeld;
}

function placesOf(entry: AuditEntry, t: Translate): string {
  const isAbout = entry.event === 'invitation' || entry.event === 'access';
  return (isAbout && t.list(entry.organizations)) || '–';
}
