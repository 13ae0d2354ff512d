import Button from '@atlaskit/button/new';
import type { ReactElement, ReactNode } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import { BYTE_ORDER_MARK, csvLine } from '../../ui/csv';
import { download } from '../../ui/download';
import { withoutIsolates } from '../../i18n/isolate';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';

export interface ListedPerson {
  readonly key: string;
  readonly accountId: AccountId;
  readonly name: string;
  readonly project: string;
  /** ISO 8601. */
  readonly at: string;
  /** What is said of them. */
  readonly words: string;
}

/** Customers with what is to be known of each, and the same as a file for the admin who acts on it. */
export function PeopleList({
  people,
  fileName,
  action,
}: {
  readonly people: readonly ListedPerson[];
  readonly fileName: string;
  /** What else can be done with them. */
  readonly action?: ReactNode;
}): ReactElement {
  const t = useTranslate();
  const save = (): void => {
    const head = (['name', 'account', 'project', 'when'] as const).map((column) => t(`upkeep.csv.${column}`));
    const lines = people.map(({ name, accountId, project, at }) =>
      csvLine([name, accountId, withoutIsolates(project), at]),
    );
    download(
      new Blob([BYTE_ORDER_MARK, csvLine(head), ...lines], { type: 'text/csv;charset=utf-8' }),
      fileName,
    );
  };
  return (
    <>
      <ul className="plain-list upkeep-list">
        {people.map(({ key, name, words }) => (
          <li key={key}>
            <div>
              <strong className="break">
                <Given>{name}</Given>
              </strong>
              <br />
              <span className="quiet">{words}</span>
            </div>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button onClick={save}>{t('upkeep.download')}</Button>
        {action}
      </div>
    </>
  );
}
