import Button from '@atlaskit/button/new';
import { useCallback, useState } from 'react';
import type { ReactElement } from 'react';
import type { AccessPage, AccessView } from '../../../src/contract/access-expiry';
import type { AccountId } from '../../../src/domain/ids';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import { actorWords } from '../audit/entry-words';
import { call } from '../../platform/call';
import { displayNames } from '../../platform/accounts';
import { ErrorNotice } from '../../ui/error-notice';
import { useLoaded } from '../../ui/use-loaded';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';
import { EndQuestion, MoveQuestion } from './expiry-question';

interface NamedPage extends AccessPage {
  readonly names: ReadonlyMap<AccountId, string>;
}

async function loadPage(cursor?: string): Promise<Reply<NamedPage>> {
  const reply = await call('access.list', cursor === undefined ? {} : { cursor });
  if (!reply.ok) return reply;
  const accounts = reply.data.access.flatMap(({ accountId, by }) => [
    accountId,
    ...(by.kind === 'person' ? [by.accountId] : []),
  ]);
  return { ok: true, data: { ...reply.data, names: await displayNames(accounts) } };
}

const loadFirst = () => loadPage();

/** Access to the project that ends by itself, the first to end first. `undefined` where there is none. */
export function ExpiringAccess({ onChanged }: { readonly onChanged: () => void }): ReactElement | null {
  const t = useTranslate();
  const { loaded: first, reload } = useLoaded(loadFirst);
  const [further, setFurther] = useState<readonly NamedPage[]>([]);
  const [error, setError] = useState<ReplyError>();
  const [told, setTold] = useState('');

  const changed = useCallback(
    (words: string): void => {
      setTold(words);
      setFurther([]);
      reload();
      onChanged();
    },
    [onChanged, reload],
  );
  const pages = first?.ok ? [first.data, ...further] : [];
  const cursor = pages.at(-1)?.cursor;
  const showMore = async (): Promise<void> => {
    const reply = await loadPage(cursor);
    setError(reply.ok ? undefined : reply.error);
    if (reply.ok) setFurther((shown) => [...shown, reply.data]);
  };
  const failed = first?.ok === false ? first.error : error;
  const isEmpty = pages.every(({ access }) => access.length === 0);
  if (isEmpty && !failed && told === '') return null;

  return (
    <section className="stack ending-list" aria-labelledby="ending-title">
      <h2 id="ending-title" className="section-title">
        {t('access.title')}
      </h2>
      <p className="quiet" aria-live="polite">
        {told}
      </p>
      {failed && <ErrorNotice error={failed} title={t('access.failed.title')} />}
      {!isEmpty && (
        <ul className="plain-list stack">
          {pages.flatMap(({ access, names }) =>
            access.map((each) => (
              <EndingRow key={each.accountId} access={each} names={names} onChanged={changed} />
            )),
          )}
        </ul>
      )}
      {cursor !== undefined && (
        <div>
          <Button onClick={() => void showMore()}>{t('access.more')}</Button>
        </div>
      )}
    </section>
  );
}

function EndingRow({
  access,
  names,
  onChanged,
}: {
  readonly access: AccessView;
  readonly names: NamedPage['names'];
  readonly onChanged: (told: string) => void;
}): ReactElement {
  const t = useTranslate();
  const [asking, setAsking] = useState<'move' | 'end'>();
  const name = names.get(access.accountId) ?? t('history.unknown', { domain: access.domain });
  const places = [
    ...(access.desk ? [t('access.desk')] : []),
    ...access.organizations.map((each) => each.name),
  ];
  const close = (): void => setAsking(undefined);
  const question = { access, name, onCancel: close, onDone: onChanged };
  return (
    <li className="stack-close ending">
      <div className="row">
        <strong className="break">
          <Given>{name}</Given>
        </strong>
        <span>{t('access.until', { date: t.dateTime(access.endsAt) })}</span>
      </div>
      <p className="quiet">
        {t('access.places', { places: t.list(places), by: actorWords(access.by, names, t) })}
      </p>
      {asking === undefined && (
        <div className="row">
          <Button
            spacing="compact"
            onClick={() => setAsking('move')}
            aria-label={t('access.move.of', { name })}
          >
            {t('access.move')}
          </Button>
          <Button
            spacing="compact"
            appearance="subtle"
            onClick={() => setAsking('end')}
            aria-label={t('access.end.of', { name })}
          >
            {t('access.end')}
          </Button>
        </div>
      )}
      {asking === 'move' && <MoveQuestion {...question} />}
      {asking === 'end' && <EndQuestion {...question} />}
    </li>
  );
}
