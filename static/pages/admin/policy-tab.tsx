import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/loading';
import { useTranslate } from '../../i18n/use-translate';
import { PolicyEditor } from '../../features/policy/policy-editor';
import type { SharedPolicy } from '../../features/policy/use-policy';

/** The policy of the site and of its projects. */
export default function PolicyTab({
  policy,
  onGetStarted,
}: {
  readonly policy: SharedPolicy;
  readonly onGetStarted: () => void;
}): ReactElement {
  const t = useTranslate();
  if (!policy.reply) return <Loading />;
  if (!policy.reply.ok) {
    const { error } = policy.reply;
    return (
      <ErrorNotice
        error={error}
        title={t(error.code === 'not-a-jira-admin' ? 'admin.refused.title' : 'policy.failed')}
        action={<Button onClick={policy.reload}>{t('ui.retry')}</Button>}
      />
    );
  }
  return <PolicyEditor shown={policy.reply.data} shared={policy} onGetStarted={onGetStarted} />;
}
