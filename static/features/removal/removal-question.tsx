import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { RemovalPlan, StayingPlace } from '../../../src/contract/removal';
import type { AccountId } from '../../../src/domain/ids';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import { actorWords } from '../audit/entry-words';
import type { Names } from '../audit/entry-words';
import { call } from '../../platform/call';
import { displayNames } from '../../platform/accounts';
import { ErrorNotice } from '../../ui/error-notice';
import Notice from '../../ui/notice';
import { Question } from '../../ui/question';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import { placesWords, stayingWords } from './places-words';

/** What says that the plan is not as it was shown. */
const GONE = ['access-changed-meanwhile', 'removal-unknown'] as const;

interface NamedPlan {
  readonly plan: RemovalPlan;
  readonly names: Names;
}

/** Tells what taking an invitation back would do, asks, and does it. */
export default function RemovalQuestion({
  id,
  name,
  onCancel,
  onDone,
}: {
  /** Of the invitation's entry. */
  readonly id: string;
  /** Of the customer. */
  readonly name: string;
  readonly onCancel: () => void;
  /** With what is to be told. */
  readonly onDone: (told: string) => void;
}): ReactElement {
  const t = useTranslate();
  const load = useCallback(() => loadPlan(id), [id]);
  const { loaded, reload } = useLoaded(load);
  const close = <Button onClick={onCancel}>{t('removal.close')}</Button>;
  if (!loaded) {
    return (
      <div className="question row" role="status">
        <Spinner size="small" /> {t('removal.loading')}
      </div>
    );
  }
  if (!loaded.ok) return <ErrorNotice error={loaded.error} action={close} />;
  const { plan, names } = loaded.data;
  const places = placesWords(plan.removes, t);
  if (places.length === 0) {
    return (
      <Notice kind="information" title={t('removal.nothing.title', { name })}>
        <div className="stack-close">
          <Staying stays={plan.stays} names={names} />
          <div>{close}</div>
        </div>
      </Notice>
    );
  }
  const confirm = async (): Promise<ReplyError | undefined> => {
    const reply = await call('removal.run', { id });
    if (!reply.ok) return reply.error;
    const { removes, reason } = reply.data;
    const done = placesWords(removes, t);
    onDone(
      t.sentences([
        done.length > 0 ? t('removal.done', { name, places: t.list(done) }) : '',
        reason ? t.explain(reason) : '',
      ]),
    );
    return undefined;
  };
  return (
    <Question
      title={t('removal.title', { name })}
      confirm={t('removal.confirm')}
      danger
      onConfirm={confirm}
      onCancel={onCancel}
      gone={GONE}
      onGone={reload}
    >
      <p className="plain-text">{t('removal.removes', { places: t.list(places) })}</p>
      {plan.stays.length > 0 && (
        <div>
          <p className="plain-text">{t('removal.stays')}</p>
          <Staying stays={plan.stays} names={names} />
        </div>
      )}
      <p className="quiet">{t('removal.account')}</p>
    </Question>
  );
}

function Staying({
  stays,
  names,
}: {
  readonly stays: readonly StayingPlace[];
  readonly names: Names;
}): ReactElement {
  const t = useTranslate();
  return (
    <ul className="plain-list">
      {stays.map((place) => (
        <li key={place.organization?.id ?? 'desk'}>
          {stayingWords(place, place.by ? actorWords(place.by, names, t) : '', t)}
        </li>
      ))}
    </ul>
  );
}

async function loadPlan(id: string): Promise<Reply<NamedPlan>> {
  const reply = await call('removal.show', { id });
  if (!reply.ok) return reply;
  const people = reply.data.stays.flatMap(({ by }): AccountId[] =>
    by?.kind === 'person' ? [by.accountId] : [],
  );
  return { ok: true, data: { plan: reply.data, names: await displayNames(people) } };
}
