import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent, ReactElement } from 'react';
import type { SavedLayout } from '../../../../src/contract/import-layouts';
import type { ReplyError } from '../../../../src/contract/reply';
import { ErrorNotice } from '../../../ui/error-notice';
import { Given } from '../../../ui/given';
import { useTranslate } from '../../../i18n/use-translate';
import { LayoutName } from './layout-name';
import type { UseLayouts } from './use-layouts';

/** The layouts of the space, a line each. */
export function LayoutList({
  saved: { layouts, change },
  onUse,
  onClose,
}: {
  readonly saved: UseLayouts;
  readonly onUse: (layout: SavedLayout) => void;
  readonly onClose: () => void;
}): ReactElement {
  const t = useTranslate();
  const [renamed, setRenamed] = useState<string>();
  const [error, setError] = useState<ReplyError>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const remove = async ({ id }: SavedLayout): Promise<void> => {
    setError(await change('layouts.remove', { id }));
    // The button that had the focus is gone.
    heading.current?.focus();
  };
  const rename = async (id: string, name: string): Promise<void> => {
    const why = await change('layouts.rename', { id, name });
    setError(why);
    if (!why) setRenamed(undefined);
    heading.current?.focus();
  };
  return (
    <section className="stack-close" aria-labelledby="layouts-title">
      <div className="row">
        <h3 id="layouts-title" className="section-title layouts-title" ref={heading} tabIndex={-1}>
          {t('layouts.title')}
        </h3>
        <Button spacing="compact" appearance="subtle" onClick={onClose}>
          {t('layouts.close')}
        </Button>
      </div>
      {error && <ErrorNotice error={error} />}
      <ul className="plain-list">
        {layouts.map((layout) => (
          <li key={layout.id} className="layout-line">
            {renamed === layout.id ? (
              <Rename
                layout={layout}
                onName={(name) => void rename(layout.id, name)}
                onCancel={() => setRenamed(undefined)}
              />
            ) : (
              <Line
                layout={layout}
                onUse={() => onUse(layout)}
                onRename={() => setRenamed(layout.id)}
                onRemove={() => void remove(layout)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({
  layout: { name, columns },
  onUse,
  onRename,
  onRemove,
}: {
  readonly layout: SavedLayout;
  readonly onUse: () => void;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}): ReactElement {
  const t = useTranslate();
  const actions = { use: onUse, rename: onRename, remove: onRemove };
  return (
    <>
      <span className="break layout-words">
        <strong>
          <Given>{name}</Given>
        </strong>{' '}
        <span className="quiet">
          <Given>{t.list(columns.map((each) => each.name))}</Given>
        </span>
      </span>
      <span className="row">
        {(['use', 'rename', 'remove'] as const).map((action) => (
          <Button
            key={action}
            spacing="compact"
            appearance={action === 'use' ? 'default' : 'subtle'}
            aria-label={t(`layouts.${action}.of`, { name })}
            onClick={actions[action]}
          >
            {t(`layouts.${action}`)}
          </Button>
        ))}
      </span>
    </>
  );
}

function Rename({
  layout,
  onName,
  onCancel,
}: {
  readonly layout: SavedLayout;
  readonly onName: (name: string) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const t = useTranslate();
  const [name, setName] = useState(layout.name);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') onName(name.trim());
  };
  return (
    <form className="stack-close layout-form" onSubmit={submit} noValidate>
      <LayoutName id="layout-rename" value={name} onValue={setName} help={undefined} />
      <div className="row">
        <Button type="submit" spacing="compact" appearance="primary" isDisabled={name.trim() === ''}>
          {t('layouts.rename')}
        </Button>
        <Button spacing="compact" appearance="subtle" onClick={onCancel}>
          {t('layouts.cancel')}
        </Button>
      </div>
    </form>
  );
}
