import Button from '@atlaskit/button/new';
import { useCallback } from 'react';
import type { ReactElement } from 'react';
import { PROOF_CHECK_NAMES } from '../../../src/contract/proof-checks';
import type { ProofRun } from '../../../src/contract/proof';
import { displayNames } from '../../platform/accounts';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';

/** The progress of a running proof, also of one that another admin began. */
export default function ProofProgress({
  run,
  isWorking,
  onCancel,
}: {
  readonly run: ProofRun;
  readonly isWorking: boolean;
  readonly onCancel: () => void;
}): ReactElement {
  const t = useTranslate();
  const load = useCallback(async () => (await displayNames([run.by])).get(run.by), [run.by]);
  const name = useLoaded(load).loaded ?? t('admin.person.unknown');
  const [done, all] = [run.findings.length, PROOF_CHECK_NAMES.length];
  const words = t('proof.running', { done, all });
  return (
    <div className="stack-close">
      <strong>{words}</strong>
      <progress className="proof-bar" value={done} max={all} aria-label={words} />
      <p className="plain-text">
        {run.state === 'taking-back' || !run.check
          ? t('proof.taking-back')
          : t('proof.asking', { question: t(`proof.check.${run.check}`) })}
      </p>
      <p className="quiet">
        {t('proof.by', { date: t.dateTime(run.startedAt), name, addresses: t.list(run.addresses) })}
      </p>
      {run.state === 'running' && (
        <div className="row">
          {run.isCancelled ? (
            <span>{t('proof.cancelling')}</span>
          ) : (
            <Button isLoading={isWorking} onClick={onCancel}>
              {t('proof.cancel')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
