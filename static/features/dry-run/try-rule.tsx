import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { FormEvent, ReactElement } from 'react';
import type { RuleTry } from '../../../src/contract/automation';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { ErrorNotice } from '../../ui/error-notice';
import { describedBy, Field } from '../../ui/field';
import { useTranslate } from '../../i18n/use-translate';
import { TryAnswer } from './dry-run-answer';
import { answered } from './try-answered';
import type { Answered } from './try-answered';

/** A dry run of what a rule's form says, for an address and in a space of which smart values tell nothing yet. */
export default function TryRule({
  asked,
}: {
  /** The form, without what holds a smart value. */
  readonly asked: Partial<RuleTry> & Pick<RuleTry, 'notify'>;
}): ReactElement {
  const t = useTranslate();
  const [email, setEmail] = useState('');
  /** Typed here; until then what the form names. */
  const [typed, setTyped] = useState<string>();
  const [working, setWorking] = useState(false);
  const [found, setFound] = useState<Found>();
  const project = typed ?? asked.project ?? '';

  const run = async (): Promise<void> => {
    setWorking(true);
    const reply = await call('rule.try', { ...asked, email, project: project.trim() });
    setFound(reply.ok ? { answer: await answered(email, reply.data), asked } : { error: reply.error });
    setWorking(false);
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!working) void run();
  };
  return (
    <>
      <p className="plain-text">{t('action.try.body')}</p>
      <form className="stack" aria-label={t('try.title')} onSubmit={onSubmit} noValidate>
        <Field id="try-email" label={t('try.email')}>
          <Textfield
            id="try-email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            inputMode="email"
            placeholder="ada@acme.example"
            autoComplete="off"
            spellCheck={false}
            maxLength={1000}
            aria-describedby={describedBy('try-email')}
          />
        </Field>
        <Field id="try-project" label={t('try.project')} help={t('action.project.help')}>
          <Textfield
            id="try-project"
            value={project}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            maxLength={50}
            aria-describedby={describedBy('try-project')}
          />
        </Field>
        <div>
          <Button type="submit" isLoading={working}>
            {t('try.run')}
          </Button>
        </div>
      </form>
      {found?.error && <ErrorNotice error={told(found.error)} />}
      <div aria-live="polite">{found?.answer && <TryAnswer {...found.answer} asked={found.asked} />}</div>
    </>
  );
}

type Found =
  | {
      readonly answer: Answered;
      readonly asked: Pick<RuleTry, 'organization' | 'notify'>;
      readonly error?: never;
    }
  | { readonly answer?: never; readonly error: ReplyError };

/** A space that is not there, and one where others invite, look alike: the rule itself would say so. */
function told(error: ReplyError): ReplyError {
  return error.code === 'not-an-inviter' ? { code: 'action-no-project' } : error;
}
