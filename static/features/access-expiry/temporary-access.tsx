import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import { ErrorNotice } from '../../ui/error-notice';
import { Field } from '../../ui/field';
import Notice from '../../ui/notice';
import { useTranslate } from '../../i18n/use-translate';
import './access.css';
import { EndQuestion, MoveQuestion } from './access-questions';
import { AccessTable } from './access-table';
import type { AskedFor } from './access-table';
import { saveAccess } from './access-file';
import { matches } from './access-words';
import { useAccess } from './use-access';
import type { NamedAccess } from './use-access';

const NOBODY: ReadonlySet<AccountId> = new Set();

interface Asking {
  readonly what: AskedFor;
  readonly access: readonly NamedAccess[];
}

/** Access to the project that ends by itself, the first to end first: searched, and changed or ended one by one or many at once. */
export default function TemporaryAccess(): ReactElement {
  const t = useTranslate();
  const list = useAccess();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(NOBODY);
  const [asking, setAsking] = useState<Asking>();
  const [told, setTold] = useState('');
  const shown = list.access.filter((each) => matches(each, typed, t));
  const taken = shown.filter(({ accountId }) => chosen.has(accountId));
  const ask = (what: AskedFor, access: readonly NamedAccess[]): void => {
    setTold('');
    setAsking({ what, access });
  };
  const onDone = (words: string): void => {
    setAsking(undefined);
    setTold(words);
    setChosen(NOBODY);
    list.reload();
  };
  const save = async (): Promise<void> => {
    const all = await list.loadAll();
    if (all)
      saveAccess(
        all.filter((each) => matches(each, typed, t)),
        t.plain,
      );
  };
  const isEmpty = !list.isLoading && !list.error && list.access.length === 0;
  const question = asking && { access: asking.access, onCancel: () => setAsking(undefined), onDone };
  return (
    <section className="stack access" aria-labelledby="access-title" aria-busy={list.isLoading}>
      <div className="title-bar">
        <h2 id="access-title" className="section-title">
          {t('access.title')}
        </h2>
        <div className="row">
          {list.access.length > 0 && (
            <Button isDisabled={list.isLoading} onClick={() => void save()}>
              {t('audit.export.csv')}
            </Button>
          )}
          <Button appearance="subtle" isLoading={list.isLoading} onClick={list.reload}>
            {t('history.refresh')}
          </Button>
        </div>
      </div>
      <p className="told" role="status">
        {told}
      </p>
      {list.error && <ErrorNotice error={list.error} title={t('access.failed.title')} />}
      {isEmpty && (
        <Notice kind="information" title={t('access.empty.title')}>
          {t('access.empty.body')}
        </Notice>
      )}
      {list.access.length > 0 && (
        <div className="access-bar">
          <Field id="access-search" label={t('access.search')}>
            <Textfield
              id="access-search"
              value={typed}
              maxLength={100}
              autoComplete="off"
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </Field>
          <Chosen access={taken} onAsk={ask} />
        </div>
      )}
      {question && asking.what === 'move' && <MoveQuestion {...question} />}
      {question && asking.what === 'end' && <EndQuestion {...question} />}
      {shown.length > 0 && <AccessTable access={shown} chosen={chosen} onChosen={setChosen} onAsk={ask} />}
      {list.access.length > 0 && shown.length === 0 && <p className="plain-text">{t('access.no-match')}</p>}
      {list.isLoading && <Spinner label={t('ui.loading')} />}
      {!list.isWhole && !list.isLoading && (
        <div>
          <Button onClick={list.showMore}>{t('access.more')}</Button>
        </div>
      )}
    </section>
  );
}

/** What can be done with all that are ticked. */
function Chosen({
  access,
  onAsk,
}: {
  readonly access: readonly NamedAccess[];
  readonly onAsk: (what: AskedFor, access: readonly NamedAccess[]) => void;
}): ReactElement {
  const t = useTranslate();
  const isNone = access.length === 0;
  return (
    <div className="row" role="group" aria-label={t('access.chosen.title')}>
      <span className="quiet" role="status">
        {!isNone && t('access.chosen', { count: access.length })}
      </span>
      <Button isDisabled={isNone} onClick={() => onAsk('move', access)}>
        {t('access.move.chosen')}
      </Button>
      <Button isDisabled={isNone} onClick={() => onAsk('end', access)}>
        {t('access.end.chosen')}
      </Button>
    </div>
  );
}
