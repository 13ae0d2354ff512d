import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import { useState } from 'react';
import type { ReactElement, RefObject } from 'react';
import type { KeyId } from '../../../src/domain/actor';
import type { ApiKeyView, KeyInput, KeyLimits, NewKey } from '../../../src/contract/api-key';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import { CopyField } from '../../ui/copy-field';
import { ErrorNotice } from '../../ui/error-notice';
import Notice from '../../ui/notice';
import { useTranslate } from '../../i18n/use-translate';
import { KEY_CALLS } from './key-calls';
import type { KeyScope } from './key-calls';
import { KeyForm } from './key-form';
import { KeyLimitsForm } from './key-limits-form';
import { KeyQuestion } from './key-question';
import { KeyTable } from './key-table';
import type { KeyAction } from './key-table';
import './keys.css';
import { NewKeyBox } from './new-key-box';
import { useKeys } from './use-keys';
import { useReturn } from './use-return';
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

/** What the page is about at the moment, beside the table. */
type Open =
  | { readonly what: 'form' }
  | { readonly what: 'once'; readonly made: NewKey }
  | { readonly what: KeyAction; readonly key: ApiKeyView };

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
  const [open, setOpen] = useState<Open>();
  const [opening, setOpening] = useState(false);
  const [told, setTold] = useState('');
  const { goTo, createButton } = useReturn(open !== undefined);
  const calls = KEY_CALLS[scope];

  const close = (to: KeyId | 'create', words = ''): void => {
    setOpen(undefined);
    setTold(words);
    goTo(to);
  };
  const show = (next: Open): void => {
    setTold('');
    setOpen(next);
  };
  const openForm = async (): Promise<void> => {
    setOpening(true);
    await onLook();
    setOpening(false);
    show({ what: 'form' });
  };
  const made = async (asking: Promise<Reply<NewKey>>): Promise<ReplyError | undefined> =>
    onSuccess(asking, async (data) => {
      await onPut(data.key);
      show({ what: 'once', made: data });
    });
  const revoke = async ({ id, name }: ApiKeyView): Promise<ReplyError | undefined> =>
    onSuccess(calls.revoke({ id }), async (key) => {
      await onPut(key);
      close(id, t('keys.revoked', { name }));
    });

  const edit = async (key: ApiKeyView, limits: KeyLimits): Promise<ReplyError | undefined> =>
    onSuccess(calls.update({ id: key.id, limits, seen: limitsOf(key) }), async (changed) => {
      await onPut(changed);
      close(key.id, t('keys.edited', { name: key.name }));
    });

  const asked = open && 'key' in open ? open : undefined;
  const question = asked && {
    keyId: asked.key.id,
    content:
      asked.what === 'edit' ? (
        <KeyLimitsForm
          key={`edit-${asked.key.id}`}
          scope={scope}
          apiKey={asked.key}
          place={place}
          onSave={(limits) => edit(asked.key, limits)}
          onCancel={() => close(asked.key.id)}
          onGone={onReload}
        />
      ) : (
        <KeyQuestion
          key={`${asked.what}-${asked.key.id}`}
          what={asked.what}
          apiKey={asked.key}
          onRotate={(overlapHours) => made(calls.rotate({ id: asked.key.id, overlapHours }))}
          onRevoke={() => revoke(asked.key)}
          onCancel={() => close(asked.key.id)}
          onGone={onReload}
        />
      ),
  };
  return (
    <section className="stack keys" aria-labelledby="keys-title">
      <TitleBar
        createButton={createButton}
        isDisabled={open?.what === 'form' || open?.what === 'once'}
        isLoading={opening}
        onReload={onReload}
        onCreate={() => void openForm()}
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
          onCreate={(input: KeyInput) => made(calls.create(input))}
          onCancel={() => close('create')}
        />
      )}
      {open?.what === 'once' && (
        <NewKeyBox
          made={open.made}
          projects={place.projects}
          onClose={() => close(open.made.key.id, t('keys.once.closed', { name: open.made.key.name }))}
        />
      )}
      <p className="told" role="status">
        {told}
      </p>
      {keys.length === 0 && open === undefined && <NoKeys />}
      {keys.length > 0 && (
        <KeyTable
          keys={keys}
          projects={place.projects}
          names={names}
          now={now}
          question={question}
          onAsk={(key, what) => show({ what, key })}
        />
      )}
    </section>
  );
}

function limitsOf({ projects, domains, organizations, dailyQuota }: ApiKeyView): KeyLimits {
  return {
    projects: [...projects],
    domains: [...domains],
    organizations: [...organizations],
    dailyQuota,
  };
}

/** @returns why it failed; without an error, `then` ran. */
async function onSuccess<T>(
  asking: Promise<Reply<T>>,
  then: (data: T) => Promise<void>,
): Promise<ReplyError | undefined> {
  const reply = await asking;
  if (!reply.ok) return reply.error;
  await then(reply.data);
  return undefined;
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
