import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import Notice from '../../../ui/notice';
import { useTranslate } from '../../../i18n/use-translate';
import type { Read, UseReading } from '../new/use-reading';
import { savedColumns } from './apply-layout';
import { LayoutList } from './layout-list';
import { SaveLayout } from './save-layout';
import type { UseLayouts } from './use-layouts';
import { withLayout } from './use-layouts';

/** The layout that a file was read by, and the way back; and those of the space, to be used, saved, named and deleted. */
export function LayoutBar({
  read,
  reading,
  saved,
}: {
  readonly read: Read;
  readonly reading: UseReading;
  readonly saved: UseLayouts;
}): ReactElement | null {
  const t = useTranslate();
  const [open, setOpen] = useState<'save' | 'list'>();
  const bar = useRef<HTMLDivElement>(null);
  /** Counts what was closed: what had the focus is gone then. */
  const [closed, setClosed] = useState(0);
  useEffect(() => {
    if (closed > 0) bar.current?.querySelector('button')?.focus();
  }, [closed]);
  const { applied } = read;
  const columns = savedColumns(read.reading, read.columns);
  if (read.reading.form !== 'table' || !read.reading.headed) return null;
  const close = (): void => {
    setOpen(undefined);
    setClosed((before) => before + 1);
  };
  return (
    <div className="stack" ref={bar}>
      {applied && (
        <AppliedNotice
          applied={applied}
          onUndo={() => {
            reading.change({ columns: read.reading.guess, applied: undefined, dayOrder: undefined });
            close();
          }}
        />
      )}
      {open === undefined && (
        <div className="row">
          {columns && (
            <Button spacing="compact" onClick={() => setOpen('save')}>
              {t('layouts.save')}
            </Button>
          )}
          {saved.layouts.length > 0 && (
            <Button spacing="compact" appearance="subtle" onClick={() => setOpen('list')}>
              {t('layouts.open', { count: saved.layouts.length })}
            </Button>
          )}
        </div>
      )}
      {open === 'save' && columns && (
        <SaveLayout read={read} columns={columns} saved={saved} onClose={close} />
      )}
      {open === 'list' && (
        <LayoutList
          saved={saved}
          onUse={(layout) => {
            reading.change(withLayout(layout, read.reading));
            close();
          }}
          onClose={close}
        />
      )}
    </div>
  );
}

function AppliedNotice({
  applied: { layout, missing },
  onUndo,
}: {
  readonly applied: NonNullable<Read['applied']>;
  readonly onUndo: () => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <div role="status">
      <Notice
        kind={missing.length > 0 ? 'warning' : 'information'}
        title={t('layouts.applied', { name: layout.name })}
      >
        <div className="stack-close">
          {missing.length > 0 && (
            <p className="plain-text break">{t('layouts.missing', { columns: t.list(missing) })}</p>
          )}
          <div>
            <Button spacing="compact" onClick={onUndo}>
              {t('layouts.undo')}
            </Button>
          </div>
        </div>
      </Notice>
    </div>
  );
}
