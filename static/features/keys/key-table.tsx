import Lozenge from '@atlaskit/lozenge';
import type { ReactElement, ReactNode } from 'react';
import type { KeyId } from '../../../src/domain/actor';
import type { ApiKeyView } from '../../../src/contract/api-key';
import type { AccountId } from '../../../src/domain/ids';
import { AskedTable } from '../../ui/asked-table';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';
import { statusOf } from './key-standing';
import type { KeyStatus } from './key-standing';
import type { KeyProject } from './key-place';

const COLUMNS = ['name', 'projects', 'limits', 'used', 'expires', 'actions'] as const;
const ACTIONS = ['edit', 'rotate', 'revoke'] as const;
const LOOK = {
  active: 'success',
  soon: 'moved',
  expired: 'removed',
  revoked: 'default',
  ended: 'default',
} as const;

export type KeyAction = (typeof ACTIONS)[number];

interface Shown {
  readonly projects: readonly KeyProject[];
  readonly names: ReadonlyMap<AccountId, string>;
  /** The moment to which the states hold, in ms since 1970. */
  readonly now: number;
  readonly onAsk: (key: ApiKeyView, action: KeyAction) => void;
}

/** The keys there are, and what can be done with each. */
export function KeyTable({
  keys,
  question,
  ...shown
}: Shown & {
  readonly keys: readonly ApiKeyView[];
  /** What is asked about one of them, below its row. */
  readonly question: { readonly keyId: KeyId; readonly content: ReactNode } | undefined;
}): ReactElement {
  const t = useTranslate();
  return (
    <AskedTable
      className="key-table"
      labelledBy="keys-title"
      columns={COLUMNS.map((key) => ({ key, title: t(`keys.column.${key}`) }))}
      rows={keys.map((key) => ({ id: key.id, row: <KeyRow apiKey={key} {...shown} /> }))}
      question={question && { id: question.keyId, content: question.content }}
    />
  );
}

/** Where the focus goes for one key. */
export function rowId(keyId: KeyId): string {
  return `key-row-${keyId}`;
}

function KeyRow({
  apiKey,
  projects,
  names,
  now,
  onAsk,
}: Shown & { readonly apiKey: ApiKeyView }): ReactElement {
  const t = useTranslate();
  const { id, name, prefix, createdBy, lastUsedAt, expiresAt, state } = apiKey;
  const standing = statusOf(apiKey, now);
  return (
    <tr id={rowId(id)} tabIndex={-1} className={state === 'active' ? undefined : 'key-over'}>
      <td data-label={t('keys.column.name')}>
        <div className="break">
          <strong>
            <Given>{name}</Given>
          </strong>
          <br />
          <code className="key-prefix">{prefix}…</code>
          <br />
          <span className="quiet">
            {t('keys.created.by', {
              name: (createdBy && names.get(createdBy)) ?? t('admin.person.unknown'),
            })}
          </span>
        </div>
      </td>
      <td data-label={t('keys.column.projects')} className="key-projects break-words">
        {t.list(projectNames(apiKey, projects))}
      </td>
      <td data-label={t('keys.column.limits')} className="key-limits">
        <Limits apiKey={apiKey} />
      </td>
      <td data-label={t('keys.column.used')} className="key-used">
        {lastUsedAt ? t.dateTime(lastUsedAt) : t('keys.used.never')}
      </td>
      <td data-label={t('keys.column.expires')}>
        <Expiry apiKey={apiKey} standing={standing} expiresAt={expiresAt} now={now} />
      </td>
      <td data-label={t('keys.column.actions')} className={state === 'active' ? undefined : 'no-actions'}>
        {state === 'active' && (
          <div className="key-actions">
            {ACTIONS.map((action) => (
              <button
                key={action}
                type="button"
                className="link-button"
                onClick={() => onAsk(apiKey, action)}
                aria-label={t(`keys.${action}.of`, { name })}
              >
                {t(`keys.${action}`)}
              </button>
            ))}
          </div>
        )}
      </td>
    </tr>
  );
}

function Expiry({
  apiKey: { overlapUntil, state, endedBy },
  standing,
  expiresAt,
  now,
}: {
  readonly apiKey: ApiKeyView;
  readonly standing: KeyStatus;
  readonly expiresAt: string;
  readonly now: number;
}): ReactElement {
  const t = useTranslate();
  const overlaps = state === 'active' && overlapUntil !== undefined && Date.parse(overlapUntil) > now;
  return (
    <div className="stack-close">
      <div>
        <Lozenge appearance={LOOK[standing]}>{t(`keys.state.${standing}`)}</Lozenge>
      </div>
      {endedBy && <span className="quiet">{t(`keys.ended.${endedBy}`)}</span>}
      {/* The hour counts once the end is near. */}
      {standing === 'active' && <span>{t.date(expiresAt)}</span>}
      {(standing === 'soon' || standing === 'expired') && <span>{t.dateTime(expiresAt)}</span>}
      {overlaps && (
        <span className="quiet">{t('keys.overlap.until', { date: t.dateTime(overlapUntil) })}</span>
      )}
    </div>
  );
}

/** What the key may do less than the policy. */
function Limits({
  apiKey: { dailyQuota, usedToday, domains, organizations },
}: {
  readonly apiKey: ApiKeyView;
}): ReactElement {
  const t = useTranslate();
  return (
    <div className="stack-close break">
      <span>
        {usedToday === undefined
          ? t('keys.limits.quota', { count: dailyQuota })
          : t('keys.limits.today', { count: dailyQuota, used: t.number(usedToday) })}
      </span>
      {domains.length > 0 && <span>{t('keys.limits.domains', { domains: t.list(domains) })}</span>}
      {organizations.length > 0 && (
        <span>
          {t('keys.limits.organizations', { names: t.list(organizations.map(({ name }) => name)) })}
        </span>
      )}
    </div>
  );
}

/** By name; one that is no longer enabled by its id. */
function projectNames({ projects: ids }: ApiKeyView, projects: readonly KeyProject[]): string[] {
  return ids.map((id) => projects.find(({ projectId }) => projectId === id)?.name ?? id);
}
