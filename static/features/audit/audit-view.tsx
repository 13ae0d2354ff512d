import Button from '@atlaskit/button/new';
import { useCallback } from 'react';
import type { ReactElement } from 'react';
import { auditKindSchema } from '../../../src/contract/audit';
import type { ProjectId } from '../../../src/domain/ids';
import { serviceProjects } from '../../platform/jira';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import './audit.css';
import type { AuditScope } from './audit-calls';
import { AuditEnd } from './audit-end';
import { AuditTable } from './audit-table';
import type { ProjectNames } from './entry-words';
import { ExportPanel } from './export-panel';
import { ClearFilters, FilterBar } from './filter-bar';
import { useAuditSearch } from './use-audit-search';
import { projectName } from '../../ui/project-name';

/** What happened on the site, or in the project that the page is in: newest first, a page at a time. */
export function AuditView({ scope }: { readonly scope: Exclude<AuditScope, 'history'> }): ReactElement {
  const t = useTranslate();
  const { filters, setFilters, selection, isFiltered, audit, shown } = useAuditSearch(scope);
  const projects = useProjectNames();

  return (
    <section className="stack audit" aria-labelledby="audit-title" aria-busy={audit.loading}>
      <div className="title-bar">
        <h2 id="audit-title" className="section-title">
          {t('audit.title')}
        </h2>
        <Button appearance="subtle" isLoading={audit.loading} onClick={audit.refresh}>
          {t('audit.refresh')}
        </Button>
      </div>
      <p className="plain-text measure">{t(`audit.intro.${scope}`)}</p>
      <FilterBar
        filters={filters}
        seen={audit.seen}
        kinds={auditKindSchema.options}
        projects={scope === 'site' ? projects : undefined}
        onFilters={setFilters}
      />
      <div className="title-bar">
        <ClearFilters filters={filters} onFilters={setFilters} />
        <ExportPanel scope={scope} selection={selection} projects={projects} />
      </div>
      {shown > 0 && <AuditTable scope={scope} pages={audit.pages} projects={projects} stale={audit.stale} />}
      <AuditEnd audit={audit} shown={shown} filtered={isFiltered} />
    </section>
  );
}

const NO_NAMES: ProjectNames = new Map();

/** Where Jira does not tell, projects go by their ids. */
function useProjectNames(): ProjectNames {
  const load = useCallback(async (): Promise<ReadonlyMap<ProjectId, string>> => {
    const all = await serviceProjects().catch(() => []);
    return new Map(all.map((project) => [project.projectId, projectName(project)]));
  }, []);
  return useLoaded(load).loaded ?? NO_NAMES;
}
