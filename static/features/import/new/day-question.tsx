import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { DAY_ORDERS, normalizeDay } from '../../../../src/domain/invitation/days';
import type { DayOrder } from '../../../../src/domain/invitation/days';
import Notice from '../../../ui/notice';
import { useTranslate } from '../../../i18n/use-translate';

/** Asks once for a whole column which number is the day. The order of the person's own language stands first. */
export function DayQuestion({
  unclear,
  chosen,
  onChoose,
}: {
  /** A day of the column that can be read in two ways. */
  readonly unclear: string;
  readonly chosen: DayOrder | undefined;
  readonly onChoose: (order: DayOrder) => void;
}): ReactElement {
  const t = useTranslate();
  const orders = isMonthFirst(t.language) ? DAY_ORDERS.toReversed() : DAY_ORDERS;
  return (
    <Notice kind={chosen ? 'information' : 'warning'} title={t('import.days.title', { text: unclear })}>
      <div className="stack-close">
        <p className="plain-text">{t('import.days.body')}</p>
        <div className="row" role="group" aria-label={t('import.days.title', { text: unclear })}>
          {orders.map((order) => (
            <Button
              key={order}
              appearance={order === chosen ? 'primary' : 'default'}
              aria-pressed={order === chosen}
              onClick={() => onChoose(order)}
            >
              {dayWords(normalizeDay(unclear, order), t.language)}
            </Button>
          ))}
        </div>
      </div>
    </Notice>
  );
}

/** A day in words, so that its month cannot be taken for it. */
function dayWords(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
}

/** As the browser's region writes it, where that is in the language of the page. */
function isMonthFirst(language: string): boolean {
  const locale = navigator.language.startsWith(language) ? navigator.language : language;
  const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric' }).formatToParts(
    new Date(),
  );
  const types = parts.map(({ type }) => type);
  return types.indexOf('month') < types.indexOf('day');
}
