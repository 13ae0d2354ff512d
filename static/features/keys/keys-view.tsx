import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import type { ReactElement, RefObject } from 'react';
import type { ApiKeyView, KeyInput } from '../../../src/contract/api-key';
import { CopyField } from '../../ui/copy-field';
import { ErrorNotice } from '../../ui/error-notice';
import Notice from '../../ui/notice';
import { useTranslate } from '../../i18n/use-translate';
import type { KeyScope } from './key-calls';
import { KeyForm } from './key-form';
import { KeyLimitsForm } from './key-limits-form';
import { KeyQuestion } from './key-question';
import { KeyTable } from './key-table';
import './keys.css';
import { NewKeyBox } from './new-key-box';
import { useKeyPage } from './use-key-page';
import type { KeyPage, OpenKey } from './use-key-page';
import { useKeys } from './use-keys';
import type { LoadedKeys } from './use-keys';

/** The API keys of the site, or of the project that the page is in. */
export function KeysView({ scope }: { readonly scope: KeyScope }): ReactElement {
  const t = useTranslate();
  const { loaded, put, look, reload } = useKeys(scope);
  if (!loaded) return <Spinner label={t('ui.loading')} />;
  if (!loaded.ok) {
    return loaded.error.code === 'keys-not-allowed' ? (
      <ErrorNotice error={loaded.error} kind="information" />
    ) : (
      <ErrorNotice
        error={loaded.error}
        title={t('keys.failed.title')}
        action={<Button onClick={reload}>{t('ui.retry')}</Button>}
      />
    );
  }
  return <Keys scope={scope} loaded={loaded.data} onPut={put} onLook={look} onReload={reload} />;
}

function Keys({
  scope,
  loaded: { keys, address, place, names, now },
  onPut,
  onLook,
  onReload,
}: {
  readonly scope: KeyScope;
  readonly loaded: LoadedKeys;
  readonly onPut: (key: ApiKeyView) => Promise<void>;
  readonly onLook: () => Promise<void>;
  readonly onReload: () => void;
}): ReactElement {
  const t = useTranslate();
  const page = useKeyPage(scope, { onPut, onLook });
  const { open, calls } = page;
  const asked = open && 'key' in open ? open : undefined;
  const question = asked && {
    keyId: asked.key.id,
    content: <Asked asked={asked} scope={scope} place={place} page={page} onGone={onReload} />,
  };
  return (
    <section className="stack keys" aria-labelledby="keys-title">
      <TitleBar
        createButton={page.createButton}
        isDisabled={open?.what === 'form' || open?.what === 'once'}
        isLoading={page.opening}
        onReload={onReload}
        onCreate={() => void page.openForm()}
      />
      <p className="plain-text measure">{t(`keys.intro.${scope}`)}</p>
      <CopyField
        id="keys-address"
        label={t('keys.address')}
        copyLabel={t('keys.address.copy')}
        text={address}
      />
      {open?.what === 'form' && (
        <KeyForm
          scope={scope}
          place={place}
          onCreate={(input: KeyInput) => page.made(calls.create(input))}
          onCancel={() => page.close('create')}
        />
      )}
      {open?.what === 'once' && (
        <NewKeyBox
          made={open.made}
          projects={place.projects}
          onClose={() => page.close(open.made.key.id, t('keys.once.closed', { name: open.made.key.name }))}
        />
      )}
      <p className="told" role="status">
        {page.told}
      </p>
      {keys.length === 0 && open === undefined && <NoKeys />}
      {keys.length > 0 && (
        <KeyTable
          keys={keys}
          projects={place.projects}
          names={names}
          now={now}
          question={question}
          onAsk={(key, what) => page.show({ what, key })}
        />
      )}
    </section>
  );
}

/** What is asked of one key: new limits, or whether to rotate or revoke it. */
function Asked({
  asked: { what, key },
  scope,
  place,
  page,
  onGone,
}: {
  readonly asked: OpenKey;
  readonly scope: KeyScope;
  readonly place: LoadedKeys['place'];
  readonly page: KeyPage;
  readonly onGone: () => void;
}): ReactElement {
  const onCancel = (): void => page.close(key.id);
  return what === 'edit' ? (
    <KeyLimitsForm
      key={`edit-${key.id}`}
      scope={scope}
      apiKey={key}
      place={place}
      onSave={(limits) => page.edit(key, limits)}
      onCancel={onCancel}
      onGone={onGone}
    />
  ) : (
    <KeyQuestion
      key={`${what}-${key.id}`}
      what={what}
      apiKey={key}
      onRotate={(overlapHours) => page.made(page.calls.rotate({ id: key.id, overlapHours }))}
      onRevoke={() => page.revoke(key)}
      onCancel={onCancel}
      onGone={onGone}
    />
  );
}

function NoKeys(): ReactElement {
  const t = useTranslate();
  return (
    <Notice kind="information" title={t('keys.empty.title')}>
      {t('keys.empty.body')}
    </Notice>
  );
}

function TitleBar({
  createButton,
  isDisabled,
  isLoading,
  onReload,
  onCreate,
}: {
  readonly createButton: RefObject<HTMLButtonElement>;
  readonly isDisabled: boolean;
  readonly isLoading: boolean;
  readonly onReload: () => void;
  readonly onCreate: () => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <div className="title-bar">
      <h2 id="keys-title" className="section-title">
        {t('keys.title')}
      </h2>
      <div className="row">
        <Button appearance="subtle" onClick={onReload}>
          {t('keys.refresh')}
        </Button>
        <Button
          ref={createButton}
          appearance="primary"
          isDisabled={isDisabled}
          isLoading={isLoading}
          onClick={onCreate}
        >
          {t('keys.create')}
        </Button>
      </div>
    </div>
  );
}
