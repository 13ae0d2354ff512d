import TextArea from '@atlaskit/textarea';
import type { ReactElement } from 'react';
import { useTranslate } from '../i18n/use-translate';
import { readDomainList } from './domain-list';
import { describedBy, Field } from './field';

/** Wrong entries that are spelled out; once they are mended, the next ones are shown. */
const WRONG_SHOWN_MAX = 5;

/** Takes domains, one a line, and says at once what is none. What was typed stays as it is. */
export function DomainsField({
  id,
  label,
  help,
  text,
  disabled,
  onText,
}: {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly text: string;
  readonly disabled: boolean;
  readonly onText: (text: string) => void;
}): ReactElement {
  const t = useTranslate();
  const { wrong } = readDomainList(text);
  return (
    <Field
      id={id}
      label={label}
      help={help}
      problem={wrong.slice(0, WRONG_SHOWN_MAX).map(({ text: typed, why, meant = '' }, place) => (
        <p className="plain-text break" key={`${place}-${typed}`}>
          {t(why, { text: typed.slice(0, 100), meant })}
        </p>
      ))}
    >
      <TextArea
        id={id}
        value={text}
        onChange={(event) => onText(event.target.value)}
        isDisabled={disabled}
        isInvalid={wrong.length > 0}
        minimumRows={2}
        maxHeight="240px"
        resize="smart"
        spellCheck={false}
        autoCapitalize="none"
        aria-describedby={describedBy(id)}
      />
    </Field>
  );
}
