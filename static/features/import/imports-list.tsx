import Button from '@atlaskit/button/new';
import { useEffect, useId, useRef } from 'react';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import type { ImportView } from '../../../src/contract/import';
import { countWords } from '../../ui/counts';
import { Given } from '../../ui/given';
import { Person } from '../../ui/person';
import { importName } from '../../ui/import-name';
import { useTranslate } from '../../i18n/use-translate';
import { KIND_WORDS } from './kind-words';
import type { ImportKind } from './kind-words';
import { ImportState } from './import-state';
import { doneOf } from './progress/use-import';

/** The imports of the project, the newest first: a view of its own. */
export function ImportsList({
  kind = 'import',
  imports,
  names,
  onOpen,
  onRefresh,
  onBack,
}: {
  readonly kind?: ImportKind;
  readonly imports: readonly ImportView[];
  readonly names: ReadonlyMap<AccountId, string>;
  readonly onOpen: (view: ImportView) => void;
  readonly onRefresh: () => void;
  readonly onBack: () => void;
}): ReactElement {
  const t = useTranslate();
  const title = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="stack" aria-labelledby={title}>
      <div>
        <button type="button" className="link-button" onClick={onBack}>
          {t(KIND_WORDS[kind].listBack)}
        </button>
      </div>
      <div className="row">
        <h2 id={title} className="section-title" ref={heading} tabIndex={-1}>
          {t(KIND_WORDS[kind].earlierTitle)}
        </h2>
        <Button spacing="compact" appearance="subtle" onClick={onRefresh}>
          {t('history.refresh')}
        </Button>
      </div>
      <table className="table">
        <thead>
          <tr>
            {(['file', 'owner', 'when', 'state', 'counts'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`import.list.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {imports.map((view) => (
            <tr key={view.id}>
              <td data-label={t('import.list.file')}>
                <button type="button" className="link-button break" onClick={() => onOpen(view)}>
                  {view.erased ? t(KIND_WORDS[kind].unnamed) : <Given>{importName(view.fileName, t)}</Given>}
                </button>
              </td>
              <td data-label={t('import.list.owner')}>
                <Person id={view.owner} name={names.get(view.owner)}>
                  <Given>{names.get(view.owner) ?? t('admin.person.unknown')}</Given>
                </Person>
              </td>
              <td data-label={t('import.list.when')}>
                <time dateTime={view.createdAt}>{t.dateTime(view.createdAt)}</time>
              </td>
              <td data-label={t('import.list.state')}>
                <ImportState of={view} />
              </td>
              <td data-label={t('import.list.counts')}>
                {t.list([
                  t('import.list.of', { done: doneOf(view), people: view.people }),
                  countWords({ attention: view.counts.attention, failed: view.counts.failed }, t),
                ])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
