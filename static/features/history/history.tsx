import Button from '@atlaskit/button/new';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { AuditKind } from '../../../src/contract/audit';
import type { ProjectId } from '../../../src/domain/ids';
import { AuditEnd } from '../audit/audit-end';
import '../audit/audit.css';
import { ExportPanel } from '../audit/export-panel';
import { ClearFilters, FilterBar } from '../audit/filter-bar';
import { asShown, isFiltered, NO_FILTERS, selectionOf } from '../audit/filters';
import { useAudit } from '../audit/use-audit';
import { useSettled } from '../audit/use-settled';
import { useTranslate } from '../../i18n/use-translate';
import { HistoryTable } from './history-table';

/** After the last key stroke, before the log is searched. */
const SETTLE_MS = 300;
const KINDS: readonly AuditKind[] = ['invitation', 'import', 'access'];
const NO_PROJECTS: ReadonlyMap<ProjectId, string> = new Map();

/** Invitations made in this project and what became of access, newest first: searched, exported, taken back. */
export default function History(): ReactElement {
  const t = useTranslate();
  const [filters, setFilters] = useState(NO_FILTERS);
  const settled = useSettled(filters, SETTLE_MS);
  const selection = useMemo(() => selectionOf(settled, t.timeZone), [settled, t.timeZone]);
  const shownAs = useMemo(() => asShown(selection), [selection]);
  const audit = useAudit('history', shownAs);
  const [told, setTold] = useState('');
  const shown = audit.pages.reduce((count, { entries }) => count + entries.length, 0);
  const onChanged = (words: string): void => {
    setTold(words);
    audit.refresh();
  };
  return (
    <section className="stack audit" aria-labelledby="history-title" aria-busy={audit.loading}>
      <div className="title-bar">
        <h2 id="history-title" className="section-title">
          {t('history.title')}
        </h2>
        <Button appearance="subtle" isLoading={audit.loading} onClick={audit.refresh}>
          {t('history.refresh')}
        </Button>
      </div>
      <FilterBar
        filters={filters}
        seen={audit.seen}
        kinds={KINDS}
        projects={undefined}
        onFilters={setFilters}
      />
      <div className="title-bar">
        <ClearFilters filters={filters} onFilters={setFilters} />
        <ExportPanel scope="history" selection={selection} projects={NO_PROJECTS} />
      </div>
      <p className="told" role="status">
        {told}
      </p>
      {shown > 0 && <HistoryTable pages={audit.pages} stale={audit.stale} onChanged={onChanged} />}
      <AuditEnd
        audit={audit}
        shown={shown}
        filtered={isFiltered(settled)}
        empty={{ title: t('history.empty.title'), body: t('history.empty.body') }}
      />
    </section>
  );
}
