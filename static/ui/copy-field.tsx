import Button from '@atlaskit/button/new';
import { Label } from '@atlaskit/form/label';
import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import { useRef, useState } from 'react';
import type { FocusEvent, ReactElement } from 'react';
import type { MessageKey } from '../../src/i18n/translate';
import { useTranslate } from '../i18n/use-translate';
import { copyText } from './copy-text';

/** Text to be taken along, with a button that copies it. Where the clipboard is closed, the text is selected instead. */
export function CopyField({
  id,
  label,
  copyLabel,
  text,
}: {
  readonly id: string;
  readonly label: string;
  readonly copyLabel: string;
  readonly text: string;
}): ReactElement {
  const t = useTranslate();
  const [told, setTold] = useState<MessageKey>();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const lines = text.split('\n').length;

  const copy = async (): Promise<void> => {
    try {
      await copyText(text);
      setTold('copy.done');
    } catch {
      field.current?.focus();
      field.current?.select();
      setTold('copy.refused');
    }
  };
  const shared = {
    id,
    ref: field,
    value: text,
    isReadOnly: true,
    isMonospaced: true,
    spellCheck: false,
    onFocus: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => event.target.select(),
  };
  return (
    <div className="stack-close">
      <Label htmlFor={id}>{label}</Label>
      {/* In a box of its own: as a flex item, a text area would not grow with its lines. */}
      <div className="copy-field">
        {lines === 1 ? (
          <Textfield {...shared} autoComplete="off" />
        ) : (
          <TextArea {...shared} minimumRows={lines} resize="smart" maxHeight="320px" />
        )}
      </div>
      <div className="row">
        <Button onClick={() => void copy()}>{copyLabel}</Button>
        <span role="status">{told && t(told)}</span>
      </div>
    </div>
  );
}
