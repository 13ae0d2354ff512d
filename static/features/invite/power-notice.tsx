import { lazy } from 'react';
import type { ReactElement } from 'react';
import type { InviteStart } from '../../../src/contract/invite';
import { Later } from '../../ui/later';
import { useTranslate } from '../../i18n/use-translate';

// Shown only on a site that refuses the app, so loaded only there.
const Notice = lazy(() => import('../../ui/notice'));

/** Says before the agent types that this site gives the app no power to invite yet; else nothing. */
export function PowerNotice({ power }: Pick<InviteStart, 'power'>): ReactElement | null {
  const t = useTranslate();
  if (power !== 'lacks-power' && power !== 'waiting') return null;
  return (
    <Later>
      <Notice kind="warning" title={t('invite.power.title')}>
        {t('invite.power.body')}
      </Notice>
    </Later>
  );
}
