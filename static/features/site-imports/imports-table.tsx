import Button from '@atlaskit/button/new';
import type { ReactElement, ReactNode } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import type { ImportId } from '../../../src/contract/import';
import type { SiteImport } from '../../../src/contract/site-imports';
import { AskedTable } from '../../ui/asked-table';
import { countWords } from '../../ui/counts';
import { Given } from '../../ui/given';
import { Person } from '../../ui/person';
import { importName } from '../../ui/import-name';
import { useTranslate } from '../../i18n/use-translate';
import { ImportState } from '../import/import-state';
import { isRunning } from './use-site-imports';

const COLUMNS = ['file', 'project', 'owner', 'when', 'state', 'counts', 'actions'] as const;
const WORDS = {
  file: 'import.list.file',
  project: 'audit.column.project',
  owner: 'import.list.owner',
  when: 'import.list.when',
  state: 'import.list.state',
  counts: 'import.list.counts',
  actions: 'keys.column.actions',
} as const;

export type ImportAction = 'stop' | 'resume';
/** What the space of an import is called. */
export type Place = (of: SiteImport) => string;

interface Shown {
  readonly names: ReadonlyMap<AccountId, string>;
  readonly placeOf: Place;
  readonly onAsk: (of: SiteImport, action: ImportAction) => void;
}

/** The imports, a row each, and what can be done with them. */
export function ImportsTable({
  imports,
  question,
  ...shown
}: Shown & {
  readonly imports: readonly SiteImport[];
  /** What is asked about one of them, below its row. */
  readonly question: { readonly importId: ImportId; readonly content: ReactNode } | undefined;
}): ReactElement {
  const t = useTranslate();
  return (
    <AskedTable
      className="imports-table"
      labelledBy="imports-title"
      columns={COLUMNS.map((key) => ({ key, title: t(WORDS[key]) }))}
      rows={imports.map((each) => ({ id: each.id, row: <Row of={each} {...shown} /> }))}
      question={question && { id: question.importId, content: question.content }}
    />
  );
}

function Row({ of, names, placeOf, onAsk }: Shown & { readonly of: SiteImport }): ReactElement {
  const t = useTranslate();
  const { fileName, owner, createdAt, people, counts } = of;
  const file = of.erased ? t(of.removes ? 'leavers.unnamed' : 'import.unnamed') : importName(fileName, t);
  const action = actionFor(of);
  return (
    <tr>
      <td data-label={t(WORDS.file)} className="imports-file break">
        <Given>{file}</Given>
        {of.removes && <div className="quiet">{t('imports.removes')}</div>}
      </td>
      <td data-label={t(WORDS.project)} className="break-words">
        <Given>{placeOf(of)}</Given>
      </td>
      <td data-label={t(WORDS.owner)} className="break-words">
        <Person id={owner} name={names.get(owner)}>
          <Given>{names.get(owner) ?? t('admin.person.unknown')}</Given>
        </Person>
      </td>
      <td data-label={t(WORDS.when)}>
        <time dateTime={createdAt}>{t.dateTime(createdAt)}</time>
      </td>
      <td data-label={t(WORDS.state)}>
        <State of={of} />
      </td>
      <td data-label={t(WORDS.counts)}>
        {t.list([
          t('import.list.of', {
            done: counts.created + counts.existed + counts.attention + counts.failed,
            people,
          }),
          countWords({ attention: counts.attention, failed: counts.failed }, t),
        ])}
      </td>
      <td data-label={t(WORDS.actions)} className={action ? undefined : 'no-actions'}>
        {action && (
          <Button
            spacing="compact"
            onClick={() => onAsk(of, action)}
            aria-label={t(`imports.${action}.of`, { name: file })}
          >
            {t(`imports.${action}`)}
          </Button>
        )}
      </td>
    </tr>
  );
}

function State({ of }: { readonly of: SiteImport }): ReactElement {
  const t = useTranslate();
  const { state, held, reason, resumesAt } = of;
  return (
    <div className="stack-close">
      <div>
        <ImportState of={of} />
      </div>
      {held && <span className="quiet">{t('imports.held')}</span>}
      {reason && !held && <span className="quiet">{t.describe(reason).message}</span>}
      {state === 'paused' && resumesAt !== undefined && (
        <span className="quiet">{t('import.resumes', { date: t.dateTime(resumesAt) })}</span>
      )}
    </div>
  );
}

/** What runs can be stopped, and what its owner could go on with; what was stopped for its owner can go on. */
function actionFor(of: SiteImport): ImportAction | undefined {
  if (isRunning(of)) return 'stop';
  const isHalted = of.state === 'cancelled' || of.state === 'stopped';
  if (!isHalted || of.erased || of.counts.left === 0) return undefined;
  return of.held ? 'resume' : 'stop';
}
