import { RadioGroup } from '@atlaskit/radio';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { Question } from '../../ui/question';
import { useTranslate } from '../../i18n/use-translate';
import { endOfDay, LastDayField } from '../invite/last-day-field';
import { dayOf, nameOf, placesOf } from './access-words';
import { useEach } from './use-each';
import type { NamedAccess } from './use-access';

/** What says that the list is not as it was shown. */
const GONE = ['access-unknown', 'access-changed-meanwhile'] as const;
/** Customers whom a question names. */
const NAMED_MAX = 10;

interface Asked {
  /** At least one. */
  readonly access: readonly NamedAccess[];
  readonly onCancel: () => void;
  /** With the words that say what was done, or none where the list is to be loaded anew. */
  readonly onDone: (told: string) => void;
}

/** Asks until when, or whether the access is to last. */
export function MoveQuestion({ access, onCancel, onDone }: Asked): ReactElement {
  const t = useTranslate();
  const [only] = access.length === 1 ? access : [];
  const [choice, setChoice] = useState<'move' | 'keep'>('move');
  const [day, setDay] = useState(only ? dayOf(only.endsAt) : '');
  const each = useEach(access);
  const words = { name: only ? nameOf(only, t) : '', count: access.length };
  const confirm = async (): Promise<ReplyError | undefined> => {
    if (choice === 'keep') {
      const { error } = await each.run(({ accountId }) => call('access.keep', { accountId }));
      if (!error) onDone(only ? t('access.kept', words) : t('access.kept.many', words));
      return error;
    }
    const { endsAt, problem = 'ends-at-format' } = endOfDay(day);
    if (endsAt === undefined) {
      document.getElementById('new-last-day')?.focus();
      return { code: problem, ...t.describe({ code: problem }) };
    }
    const { error } = await each.run(({ accountId }) => call('access.move', { accountId, endsAt }));
    const told = { ...words, date: t.dateTime(endsAt) };
    if (!error) onDone(only ? t('access.moved', told) : t('access.moved.many', told));
    return error;
  };
  const title = only ? t('access.move.title', words) : t('access.move.title.many', words);
  return (
    <Question
      title={title}
      confirm={t('access.move.confirm')}
      onConfirm={confirm}
      onCancel={onCancel}
      gone={GONE}
      onGone={() => onDone('')}
    >
      <RadioGroup
        aria-label={title}
        options={(['move', 'keep'] as const).map((value) => ({
          name: 'ending',
          value,
          label: t(`access.choice.${value}`),
        }))}
        value={choice}
        onChange={(event) => {
          setChoice(event.currentTarget.value === 'keep' ? 'keep' : 'move');
          // The field comes back empty: what was typed in part is gone with it.
          if (endOfDay(day).problem) setDay('');
        }}
      />
      {choice === 'move' && <LastDayField id="new-last-day" value={day} disabled={false} onChange={setDay} />}
      {!only && <Named access={access} />}
      {each.told}
    </Question>
  );
}

/** Says what is taken away, and does it. */
export function EndQuestion({ access, onCancel, onDone }: Asked): ReactElement {
  const t = useTranslate();
  const [only] = access.length === 1 ? access : [];
  const each = useEach(access);
  const words = { name: only ? nameOf(only, t) : '', count: access.length };
  const confirm = async (): Promise<ReplyError | undefined> => {
    const { error, data } = await each.run(({ accountId }) => call('access.end', { accountId }));
    if (error) return error;
    const reasons = new Set(data.flatMap(({ reason }) => (reason ? [t.explain(reason)] : [])));
    onDone(t.sentences([only ? t('access.ended', words) : t('access.ended.many', words), ...reasons]));
    return undefined;
  };
  return (
    <Question
      title={only ? t('access.end.title', words) : t('access.end.title.many', words)}
      confirm={t('access.end.confirm')}
      danger
      onConfirm={confirm}
      onCancel={onCancel}
      gone={GONE}
      onGone={() => onDone('')}
    >
      {only && <p className="plain-text">{t('access.end.body', { places: placesOf(only, t) })}</p>}
      {!only && <Named access={access} />}
      <p className="quiet">{t('access.end.account')}</p>
      {each.told}
    </Question>
  );
}

function Named({ access }: { readonly access: readonly NamedAccess[] }): ReactElement {
  const t = useTranslate();
  const names = access.slice(0, NAMED_MAX).map((each) => nameOf(each, t));
  const more = access.length - names.length;
  return (
    <p className="plain-text break">
      {t.list(names)} {more > 0 && t('access.and-more', { count: more })}
    </p>
  );
}
