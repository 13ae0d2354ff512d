import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { AuditPage } from '../../../src/contract/audit';
import { call } from '../../platform/call';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/loading';
import { useLoaded } from '../../ui/use-loaded';
import { InvitedList } from '../invited/invited-list';
import { named } from '../invited/named';
import { useTranslate } from '../../i18n/use-translate';

/** Who was invited from this request, and by whom. */
export default function InvitedFrom({ first }: { readonly first: AuditPage | undefined }): ReactElement {
  const t = useTranslate();
  const load = useCallback(async () => {
    const reply = first ? { ok: true as const, data: first } : await call('issue.invited', {});
    return reply.ok ? { ok: true as const, data: await named(reply.data) } : reply;
  }, [first]);
  const { loaded } = useLoaded(load);
  return (
    <section className="stack-close" aria-labelledby="invited-title">
      <h2 id="invited-title" className="section-title">
        {t('issue.invited.title')}
      </h2>
      {!loaded && <Loading />}
      {loaded?.ok === false && <ErrorNotice error={loaded.error} title={t('invited.failed')} />}
      {loaded?.ok && <InvitedList pages={[loaded.data]} />}
    </section>
  );
}
