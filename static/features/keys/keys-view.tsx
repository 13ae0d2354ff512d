import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { KeyId } from '../../../src/domain/actor';
import type { ApiKeyView, KeyInput, NewKey } from '../../../src/contract/api-key';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import { ErrorNotice } from '../../ui/error-notice';
import Notice from '../../ui/notice';
import { useWords } from '../../i18n/words';
import { KEY_CALLS } from './key-calls';
import type { KeyScope } from './key-calls';
import { KeyForm } from './key-form';
import { RevokeQuestion, RotateQuestion } from './key-question';
import { KeyTable, rowId } from './key-table';
import type { KeyAction } from './key-table';
import './keys.css';
import { NewKeyBox } from './new-key-box';
import { useKeys } from './use-keys';
import type { LoadedKeys } from './use-keys';

/** The API keys of the site, or of the project that the page is in. */
export function KeysView({ scope }: { readonly scope: KeyScope }): ReactElement {
  const say = useWords();
  const { loaded, put, look, reload } = useKeys(scope);
  if (!loaded) return <Spinner label={say('ui.loading')} />;
  if (!loaded.ok) {
    return loaded.error.code === 'keys-not-allowed' ? (
      <ErrorNotice error={loaded.error} kind="information" />
    ) : (
      <ErrorNotice
        error={loaded.error}
        title={say('keys.failed.title')}
        action={<Button onClick={reload}>{say('ui.retry')}</Button>}
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
  loaded: { keys, place, names, now },
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
  const say = useWords();
  const [open, setOpen] = useState<Open>();
  const [opening, setOpening] = useState(false);
  const [told, setTold] = useState('');
  const { goTo, createButton } = useReturn(open);
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
  const made = async (asking: Promise<Reply<NewKey>>): Promise<ReplyError | undefined> => {
    const reply = await asking;
    if (!reply.ok) return reply.error;
    await onPut(reply.data.key);
    show({ what: 'once', made: reply.data });
    return undefined;
  };
  const revoke = async ({ id, name }: ApiKeyView): Promise<ReplyError | undefined> => {
    const reply = await calls.revoke({ id });
    if (!reply.ok) return reply.error;
    await onPut(reply.data);
    close(id, say('keys.revoked', { name }));
    return undefined;
  };

  const asked = open?.what === 'rotate' || open?.what === 'revoke' ? open : undefined;
  const question = asked && {
    keyId: asked.key.id,
    content:
      asked.what === 'rotate' ? (
        <RotateQuestion
          key={`rotate-${asked.key.id}`}
          apiKey={asked.key}
          onRotate={(overlapHours) => made(calls.rotate({ id: asked.key.id, overlapHours }))}
          onCancel={() => close(asked.key.id)}
          onGone={onReload}
        />
      ) : (
        <RevokeQuestion
          key={`revoke-${asked.key.id}`}
          apiKey={asked.key}
          onRevoke={() => revoke(asked.key)}
          onCancel={() => close(asked.key.id)}
          onGone={onReload}
        />
      ),
  };
  return (
    <section className="stack keys" aria-labelledby="keys-title">
      <div className="title-bar">
        <h2 id="keys-title" className="section-title">
          {say('keys.title')}
        </h2>
        <div className="row">
          <Button appearance="subtle" onClick={onReload}>
            {say('keys.refresh')}
          </Button>
          <Button
            ref={createButton}
            appearance="primary"
            isDisabled={open?.what === 'form' || open?.what === 'once'}
            isLoading={opening}
            onClick={() => void openForm()}
          >
            {say('keys.create')}
          </Button>
        </div>
      </div>
      <p className="plain-text measure">{say(`keys.intro.${scope}`)}</p>
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
          onClose={() => close(open.made.key.id, say('keys.once.closed', { name: open.made.key.name }))}
        />
      )}
      <p className="told" role="status">
        {told}
      </p>
      {keys.length > 0 ? (
        <KeyTable
          keys={keys}
          projects={place.projects}
          names={names}
          now={now}
          question={question}
          onAsk={(key, what) => show({ what, key })}
        />
      ) : (
        open === undefined && (
          <Notice kind="information" title={say('keys.empty.title')}>
            {say('keys.empty.body')}
          </Notice>
        )
      )}
    </section>
  );
}

/** Brings the focus back to where it came from, once what was open is gone. */
function useReturn(open: Open | undefined): {
  readonly goTo: (to: KeyId | 'create') => void;
  readonly createButton: React.RefObject<HTMLButtonElement>;
} {
  const createButton = useRef<HTMLButtonElement>(null);
  const to = useRef<KeyId | 'create'>();
  useEffect(() => {
    if (open || to.current === undefined) return;
    if (to.current === 'create') createButton.current?.focus();
    else document.getElementById(rowId(to.current))?.focus();
    to.current = undefined;
  }, [open]);
  return { goTo: (place) => (to.current = place), createButton };
}
