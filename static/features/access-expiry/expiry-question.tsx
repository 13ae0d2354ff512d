import { RadioGroup } from '@atlaskit/radio';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AccessView } from '../../../src/contract/access-expiry';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { Question } from '../../ui/question';
import { useTranslate } from '../../i18n/use-translate';
import { endOfDay, LastDayField } from '../invite/last-day-field';

/** What says that the list is not as it was shown. */
const GONE = ['access-unknown', 'access-changed-meanwhile'] as const;

interface Asked {
  readonly access: AccessView;
  readonly name: string;
  readonly onCancel: () => void;
  /** Done, or to be loaded anew; with the words that say so. */
  readonly onDone: (told: string) => void;
}

/** Asks until when, or whether the access is to last. */
export function MoveQuestion({ access: { accountId }, name, onCancel, onDone }: Asked): ReactElement {
  const t = useTranslate();
  const [choice, setChoice] = useState<'move' | 'keep'>('move');
  const [day, setDay] = useState('');
  const confirm = async (): Promise<ReplyError | undefined> => {
    if (choice === 'keep') {
      const reply = await call('access.keep', { accountId });
      if (!reply.ok) return reply.error;
      onDone(t('access.kept', { name }));
      return undefined;
    }
    const { endsAt, problem } = endOfDay(day);
    if (endsAt === undefined) {
      const code = problem ?? 'ends-at-format';
      document.getElementById('new-last-day')?.focus();
      return { code, ...t.describe({ code }) };
    }
    const reply = await call('access.move', { accountId, endsAt });
    if (!reply.ok) return reply.error;
    onDone(t('access.moved', { name, date: t.dateTime(reply.data.endsAt) }));
    return undefined;
  };
  return (
    <Question
      title={t('access.move.title', { name })}
      confirm={t('access.move.confirm')}
      onConfirm={confirm}
      onCancel={onCancel}
      gone={GONE}
      onGone={() => onDone('')}
    >
      <RadioGroup
        aria-label={t('access.move.title', { name })}
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
    </Question>
  );
}

/** Says what is taken away, and does it. */
export function EndQuestion({ access, name, onCancel, onDone }: Asked): ReactElement {
  const t = useTranslate();
  const confirm = async (): Promise<ReplyError | undefined> => {
    const reply = await call('access.end', { accountId: access.accountId });
    if (!reply.ok) return reply.error;
    const why = reply.data.reason && t.describe(reply.data.reason);
    onDone([t('access.ended', { name }), why?.message, why?.next].filter(Boolean).join(' '));
    return undefined;
  };
  const places = [
    ...(access.desk ? [t('access.desk')] : []),
    ...access.organizations.map((each) => each.name),
  ];
  return (
    <Question
      title={t('access.end.title', { name })}
      confirm={t('access.end.confirm')}
      danger
      onConfirm={confirm}
      onCancel={onCancel}
      gone={GONE}
      onGone={() => onDone('')}
    >
      <p className="plain-text">{t('access.end.body', { places: t.list(places) })}</p>
      <p className="quiet">{t('access.end.account')}</p>
    </Question>
  );
}
