import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AuditKind } from '../../../src/contract/audit';
import type { ProjectId } from '../../../src/domain/ids';
import { AuditEnd } from '../audit/audit-end';
import '../audit/audit.css';
import { ExportPanel } from '../audit/export-panel';
import { ClearFilters, FilterBar } from '../audit/filter-bar';
import { useAuditSearch } from '../audit/use-audit-search';
import { useTranslate } from '../../i18n/use-translate';
import { HistoryTable } from './history-table';

const KINDS: readonly AuditKind[] = ['invitation', 'import', 'access'];
const NO_PROJECTS: ReadonlyMap<ProjectId, string> = new Map();

/** Invitations made in this project and what became of access, newest first: searched, exported, taken back. */
export default function History(): ReactElement {
  const t = useTranslate();
  const { filters, setFilters, selection, isFiltered, audit, shown } = useAuditSearch('history');
  const [told, setTold] = useState('');
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
        filtered={isFiltered}
        empty={{ title: t('history.empty.title'), body: t('history.empty.body') }}
      />
    </section>
  );
}
