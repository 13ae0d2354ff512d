import Button from '@atlaskit/button/new';
import type { ReactElement, ReactNode } from 'react';
import type { ImportView as View } from '../../../src/contract/import';
import type { ReplyError } from '../../../src/contract/reply';
import { ErrorNotice } from '../../ui/error-notice';
import { useTranslate } from '../../i18n/use-translate';
import type { Reader } from './file/reader';
import { ImportsList } from './imports-list';
import { KIND_WORDS } from './kind-words';
import type { ImportKind } from './kind-words';
import { ImportView } from './progress/import-view';
import type { UseListed } from './use-listed';
import './import.css';

/** What is on the page beside a new import, which stays as it is meanwhile. */
export type Shown =
  | { readonly at: 'new' | 'earlier' }
  /** `instead`: of the new import of the same file, which is over with that. */
  | { readonly at: 'opened'; readonly view: View; readonly instead?: boolean };

/** A new import, or the others of its kind: all of them, or one. */
export function NewOrEarlier({
  kind,
  listed,
  reader,
  shown,
  onShow,
  foot,
  children,
}: {
  readonly kind: ImportKind;
  readonly listed: UseListed;
  readonly reader: Reader;
  readonly shown: Shown;
  readonly onShow: (next: Shown) => void;
  /** Stands below an import that was opened. */
  readonly foot?: (view: View) => ReactNode;
  /** The new import. */
  readonly children: ReactNode;
}): ReactElement {
  const t = useTranslate();
  const { imports, names, error, refresh } = listed;
  const words = KIND_WORDS[kind];
  const showEarlier = (): void => {
    onShow({ at: 'earlier' });
    refresh();
  };
  return (
    <div className="import">
      <div hidden={shown.at !== 'new'}>
        <div className="stack">
          {imports.length > 0 && (
            <div className="earlier-imports">
              <Button appearance="subtle" onClick={showEarlier}>
                {t(words.earlier, { count: imports.length })}
              </Button>
            </div>
          )}
          {children}
        </div>
      </div>
      {shown.at === 'earlier' && (
        <div className="stack">
          {error && <ErrorNotice error={error} title={t(words.failedTitle)} />}
          <ImportsList
            kind={kind}
            imports={imports}
            names={names}
            onOpen={(view) => onShow({ at: 'opened', view })}
            onRefresh={refresh}
            onBack={() => onShow({ at: 'new' })}
          />
        </div>
      )}
      {shown.at === 'opened' && (
        <ImportView
          key={shown.view.id}
          first={shown.view}
          reader={reader}
          {...(foot && { foot })}
          head={() => (
            <div>
              <button type="button" className="link-button" onClick={showEarlier}>
                {t(words.earlierTitle)}
              </button>
            </div>
          )}
        />
      )}
    </div>
  );
}

/** Why there are none, and the way to try again. */
export function ImportsFailed({
  kind,
  error,
  onRetry,
}: {
  readonly kind: ImportKind;
  readonly error: ReplyError;
  readonly onRetry: () => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <div className="import">
      <ErrorNotice
        error={error}
        title={t(KIND_WORDS[kind].failedTitle)}
        action={<Button onClick={onRetry}>{t('import.result.reload')}</Button>}
      />
    </div>
  );
}
