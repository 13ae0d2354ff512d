import type { ReactElement } from 'react';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';
import { proofMailAddress } from '../../../src/contract/proof-checks';

/** What a proof makes, what of it goes again, and what stays. */
export function WhatIsMade({
  email,
  space,
  isMailed,
}: {
  readonly email: string;
  readonly space: string | undefined;
  readonly isMailed: boolean;
}): ReactElement {
  const t = useTranslate();
  return (
    <dl className="proof-made">
      <dt>{t('proof.makes')}</dt>
      <dd>
        <ul className="would-list">
          {email.includes('@') && (
            <li>
              <Given>{t('proof.makes.account', { address: email })}</Given>
            </li>
          )}
          {email.includes('@') && isMailed && (
            <li>
              <Given>{t('proof.makes.second', { address: proofMailAddress(email) })}</Given>
            </li>
          )}
          {space !== undefined && <li>{t('proof.makes.desk', { space })}</li>}
          <li>{t('proof.makes.organization')}</li>
        </ul>
      </dd>
      <dt>{t('proof.back')}</dt>
      <dd>{t('proof.back.body')}</dd>
      <dt>{t('proof.stays')}</dt>
      <dd>{t('proof.stays.body')}</dd>
      <dd className="quiet">{t('proof.in-your-name')}</dd>
    </dl>
  );
}
