import { useMemo, useState } from 'react';
import { useTranslate } from '../../i18n/use-translate';
import type { AuditScope } from './audit-calls';
import { asShown, isFiltered, NO_FILTERS, selectionOf } from './filters';
import type { AuditSelection, Filters } from './filters';
import { useAudit } from './use-audit';
import type { Audit } from './use-audit';
import { useSettled } from './use-settled';

/** After the last key stroke, before the log is searched. */
const SETTLE_MS = 300;

export interface AuditSearch {
  readonly filters: Filters;
  readonly setFilters: (filters: Filters) => void;
  /** What the filters select, once they stay as they are; nothing where they contradict each other. */
  readonly selection: AuditSelection | undefined;
  readonly isFiltered: boolean;
  readonly audit: Audit;
  /** Entries on the pages. */
  readonly shown: number;
}

/** A log, searched by what is filled in. */
export function useAuditSearch(scope: AuditScope): AuditSearch {
  const { timeZone } = useTranslate();
  const [filters, setFilters] = useState(NO_FILTERS);
  const settled = useSettled(filters, SETTLE_MS);
  const selection = useMemo(() => selectionOf(settled, timeZone), [settled, timeZone]);
  const audit = useAudit(
    scope,
    useMemo(() => asShown(selection), [selection]),
  );
  const shown = audit.pages.reduce((count, { entries }) => count + entries.length, 0);
  return { filters, setFilters, selection, isFiltered: isFiltered(settled), audit, shown };
}
