import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { call } from '../../platform/call';
import Notice from '../../ui/notice';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import { WARN_DAYS, expiringKeys } from './expiring';

const loadKeys = async () => {
  const reply = await call('keys.list', {});
  return reply.ok ? expiringKeys(reply.data.keys, Date.now()) : [];
};

/** Warns of API keys that expire soon: scripts that hold them would fail. */
export function ExpiringNotice({ onKeys }: { readonly onKeys: () => void }): ReactElement | null {
  const t = useTranslate();
  const keys = useLoaded(loadKeys).loaded ?? [];
  if (keys.length === 0) return null;
  const lines = keys.map(({ id, name, expiresAt }) => (
    <li key={id}>{t('admin.keys.expiring.key', { name, date: t.date(expiresAt) })}</li>
  ));
  return (
    <Notice kind="warning" title={t('admin.keys.expiring', { count: keys.length, days: WARN_DAYS })}>
      <div className="stack-close">
        <ul className="plain-list">{lines}</ul>
        <div>
          <Button onClick={onKeys}>{t('admin.keys.expiring.open')}</Button>
        </div>
      </div>
    </Notice>
  );
}
