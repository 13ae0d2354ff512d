import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AuthorityView } from '../../../src/contract/authority';
import type { AccountId } from '../../../src/domain/ids';
import type { MessageKey } from '../../../src/i18n/translate';
import { Step } from '../../ui/step';
import { useTranslate } from '../../i18n/use-translate';
import { AuthoritySection } from './authority-section';
import { TestChecks, TestResult } from './test-result';
import type { AuthorityFunction } from './use-authority';

/** Whether the app can do its job on this site, and by whose permission. */
export function PermissionStep({
  view,
  accountId,
  running,
  onRun,
}: {
  readonly view: AuthorityView;
  /** Of the person at the page. */
  readonly accountId: AccountId | undefined;
  readonly running: AuthorityFunction | undefined;
  readonly onRun: (name: AuthorityFunction) => Promise<boolean>;
}): ReactElement {
  const t = useTranslate();
  const [told, setTold] = useState<MessageKey>();
  const { authority, selfTest } = view;
  const isDone = selfTest?.result === 'ready';
  const isFailed = selfTest?.result === 'lacks-power';
  const isMine = authority.kind === 'delegate' && authority.accountId === accountId;

  const run = async (name: AuthorityFunction, done?: MessageKey): Promise<void> => {
    setTold(undefined);
    if (await onRun(name)) setTold(done);
  };
  const lending = isMine ? 'none' : isFailed ? 'offered' : authority.kind === 'app' ? 'advanced' : 'none';
  return (
    <Step
      number={1}
      title={t('admin.step.permission')}
      isDone={isDone}
      action={
        <Button
          appearance={selfTest ? 'default' : 'primary'}
          isLoading={running === 'authority.test'}
          onClick={() => void run('authority.test')}
        >
          {t('admin.test.run')}
        </Button>
      }
      state={
        <div className="stack" aria-live="polite">
          <TestResult view={view} />
        </div>
      }
      open={{ words: t('admin.step.permission.details'), atFirst: isFailed || authority.kind === 'delegate' }}
    >
      {selfTest && <TestChecks selfTest={selfTest} />}
      <AuthoritySection authority={authority} lending={lending} running={running} onRun={run} />
      <p className="told" role="status">
        {told && t(told)}
      </p>
    </Step>
  );
}
