import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { AuditPage } from '../../../src/contract/audit';
import { Loading } from '../../ui/loading';
import { useLoaded } from '../../ui/use-loaded';
import { InvitedList } from '../invited/invited-list';
import { named } from '../invited/named';
import { useTranslate } from '../../i18n/use-translate';

/** Who had been invited from this request when it was opened, and by whom. Who was since, is among the results. */
export default function InvitedFrom({ invited }: { readonly invited: AuditPage }): ReactElement {
  const t = useTranslate();
  const { loaded } = useLoaded(useCallback(() => named(invited), [invited]));
  return (
    <section className="stack-close" aria-labelledby="invited-title">
      <h2 id="invited-title" className="section-title">
        {t('issue.invited.title')}
      </h2>
      {loaded ? <InvitedList pages={[loaded]} /> : <Loading />}
    </section>
  );
}
