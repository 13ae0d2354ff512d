import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import { useTranslate } from '../../i18n/use-translate';
import type { NamedAccess } from './use-access';

interface Done<T> {
  /** Of the first that was refused: those before it are done, and another try leaves them out. */
  readonly error: ReplyError | undefined;
  readonly data: readonly T[];
}

/** Does something for one customer after the other, and tells how far it has come. */
export function useEach(access: readonly NamedAccess[]): {
  readonly run: <T>(one: (each: NamedAccess) => Promise<Reply<T>>) => Promise<Done<T>>;
  readonly told: ReactElement | null;
} {
  const t = useTranslate();
  const done = useRef(new Set<NamedAccess['accountId']>());
  const [count, setCount] = useState(0);
  const run = async <T,>(one: (each: NamedAccess) => Promise<Reply<T>>): Promise<Done<T>> => {
    const data: T[] = [];
    for (const each of access.filter(({ accountId }) => !done.current.has(accountId))) {
      const reply = await one(each);
      if (!reply.ok) return { error: reply.error, data };
      data.push(reply.data);
      done.current.add(each.accountId);
      setCount(done.current.size);
    }
    return { error: undefined, data };
  };
  const isTold = access.length > 1 && count > 0;
  return {
    run,
    told: isTold ? (
      <p className="quiet" role="status">
        {t('access.progress', { done: count, all: access.length })}
      </p>
    ) : null,
  };
}
