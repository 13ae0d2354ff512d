import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { BYTE_ORDER_MARK, csvLine } from '../../ui/csv';
import { download } from '../../ui/download';
import Notice from '../../ui/notice';
import { useTranslate } from '../../i18n/use-translate';
import { csvBlob } from '../import/result/result-files';
import { staysWords } from './leaver-words';
import { isRemoved } from './use-leavers';
import type { Looked } from './use-leavers';

/** Who is not removed, and why: as a file. */
export function StayingFile({ people }: { readonly people: readonly Looked[] }): ReactElement | null {
  const t = useTranslate();
  const stays = people.filter((each) => !isRemoved(each));
  if (stays.length === 0) return null;
  const save = (): void => {
    const lines = stays.map((each) => csvLine([each.email, staysWords(each, t.plain)]));
    download(csvBlob([BYTE_ORDER_MARK, csvLine(['email', 'reason']), ...lines]), 'not-removed.csv');
  };
  return (
    <div>
      <Button spacing="compact" onClick={save}>
        {t('leavers.staying.download', { count: stays.length })}
      </Button>
    </div>
  );
}

/** Whose portal-only account a site admin may revoke. */
export function PortalAccounts({ people }: { readonly people: readonly Looked[] }): ReactElement | null {
  const t = useTranslate();
  const accounts = people.flatMap(({ email, look }) =>
    look?.kind === 'one' && look.accountType === 'customer' ? [{ email, accountId: look.accountId }] : [],
  );
  if (accounts.length === 0) return null;
  const save = (): void => {
    const lines = accounts.map(({ email, accountId }) => csvLine([email, accountId]));
    download(csvBlob([BYTE_ORDER_MARK, csvLine(['email', 'account_id']), ...lines]), 'portal-only.csv');
  };
  return (
    <Notice kind="information" title={t('leavers.accounts.title', { count: accounts.length })}>
      <div className="stack-close">
        <p className="plain-text">{t('leavers.accounts.body')}</p>
        <div>
          <Button spacing="compact" onClick={save}>
            {t('leavers.accounts.download')}
          </Button>
        </div>
      </div>
    </Notice>
  );
}
