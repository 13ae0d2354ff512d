import { Label } from '@atlaskit/form/label';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { parseDisplayName } from '../../../src/domain/address/display-name';
import { useTranslate } from '../../i18n/use-translate';
import type { Entries } from './entries';

export interface Name {
  readonly text: string;
  readonly problem: string | undefined;
  readonly type: (text: string) => void;
  readonly reset: () => void;
}

/** The name of a single person: as typed, and until then the one that stands with the address. */
export function useName({ all }: Entries): Name {
  const t = useTranslate();
  const [typed, setTyped] = useState<string>();
  const single = all.length === 1 ? all[0] : undefined;
  const text = typed ?? single?.displayName ?? '';
  const parsed = parseDisplayName(text);
  const problem = single && !parsed.ok ? t.explain({ code: parsed.reason }) : undefined;
  return { text, problem, type: setTyped, reset: () => setTyped(undefined) };
}

/** The name of the only person; without one, Jira shows the address. */
export function NameField({
  name: { text, problem, type },
  disabled,
}: {
  readonly name: Name;
  readonly disabled: boolean;
}): ReactElement {
  const t = useTranslate();
  return (
    <div className="stack-close">
      <Label htmlFor="name">{t('invite.name.label')}</Label>
      <Textfield
        id="name"
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        isDisabled={disabled}
        isInvalid={problem !== undefined}
        autoComplete="off"
        aria-describedby="name-help"
      />
      <div id="name-help" aria-live="polite">
        {problem ? <p className="wrong">{problem}</p> : <p className="quiet">{t('invite.name.help')}</p>}
      </div>
    </div>
  );
}
