import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { Translate } from '../../i18n/use-translate';
import { useTranslate } from '../../i18n/use-translate';

interface Counts {
  /** Addresses that can be invited, and those that cannot. */
  readonly good: number;
  readonly bad: number;
  /** They are too many, and go to the import. */
  readonly isImport: boolean;
}

/** The button, with the numbers of what it will do, and the keys that do the same. */
export function SubmitRow({ working, ...counts }: Counts & { readonly working: boolean }): ReactElement {
  const t = useTranslate();
  return (
    <div className="row">
      <Button type="submit" appearance="primary" isLoading={working}>
        {submitWords(counts, t)}
      </Button>
      <kbd className="quiet">{t(isMac() ? 'invite.keys.mac' : 'invite.keys')}</kbd>
    </div>
  );
}

function submitWords({ good, bad, isImport }: Counts, t: Translate): string {
  if (isImport) return t('invite.submit.import', { count: good + bad });
  if (good > 0 && bad > 0) return t('invite.submit.keep', { count: good, kept: bad });
  return good > 1 ? t('invite.submit.count', { count: good }) : t('invite.submit');
}

function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent);
}
