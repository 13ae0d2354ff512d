import { useState } from 'react';
import type { ApiKeyView, KeyLimits, NewKey } from '../../../src/contract/api-key';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import type { KeyId } from '../../../src/domain/actor';
import { useTranslate } from '../../i18n/use-translate';
import { KEY_CALLS } from './key-calls';
import type { KeyScope } from './key-calls';
import type { KeyAction } from './key-table';
import { useReturn } from './use-return';

/** One key, and what is asked of it. */
export interface OpenKey {
  readonly what: KeyAction;
  readonly key: ApiKeyView;
}

/** What the page is about at the moment, beside the table. */
type Open = { readonly what: 'form' } | { readonly what: 'once'; readonly made: NewKey } | OpenKey;

export type KeyPage = ReturnType<typeof useKeyPage>;

/** What the page of keys does: opens a form or a question, sends it, and says what became of it. */
export function useKeyPage(
  scope: KeyScope,
  {
    onPut,
    onLook,
  }: { readonly onPut: (key: ApiKeyView) => Promise<void>; readonly onLook: () => Promise<void> },
) {
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
  return { open, opening, told, createButton, calls, close, show, openForm, made, revoke, edit };
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
