import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AuditKind, AuditOutcome } from '../../../src/contract/audit';
import type { ProjectId } from '../../../src/domain/ids';
import { DayField } from '../../ui/day-field';
import { UNREADABLE } from '../../ui/day-words';
import { describedBy, Field } from '../../ui/field';
import { SingleSelect } from '../../ui/select';
import { useTranslate } from '../../i18n/use-translate';
import { ActorFilter } from './actor-filter';
import type { ProjectNames } from './entry-words';
import { PersonFilter } from './person-filter';
import { isFiltered, NO_FILTERS, selectionOf } from './filters';
import type { Filters } from './filters';
import type { SeenActor } from './use-audit';

const FIRST_FILTER = 'audit-customer';
const OUTCOMES: readonly AuditOutcome[] = ['done', 'attention', 'failed', 'refused'];

/** What the log is searched by. What is chosen holds at once. */
export function FilterBar({
  filters,
  seen,
  kinds,
  projects,
  onFilters,
}: {
  readonly filters: Filters;
  readonly kinds: readonly AuditKind[];
  readonly seen: ReadonlyMap<string, SeenActor>;
  /** `undefined` where there is but one project. */
  readonly projects: ProjectNames | undefined;
  readonly onFilters: (filters: Filters) => void;
}): ReactElement {
  const t = useTranslate();
  const change = (changed: Partial<Filters>): void => onFilters({ ...filters, ...changed });
  const wrongOrder = selectionOf(filters, t.timeZone) === undefined;
  return (
    <section aria-label={t('audit.filter.title')}>
      <div className="filters">
        <PersonFilter
          id={FIRST_FILTER}
          label={t('audit.filter.customer')}
          any={t('audit.filter.customer.any')}
          hint={t('audit.filter.customer.hint')}
          value={filters.customer}
          onPerson={(customer) => change({ customer })}
        />
        {projects && (
          <Choice
            id="audit-project"
            label={t('audit.filter.project')}
            any={t('audit.filter.project.any')}
            options={[...projects].map(([value, label]) => ({ value, label }))}
            value={filters.projectId}
            onChoice={(projectId: ProjectId | undefined) => change({ projectId })}
          />
        )}
        <Choice
          id="audit-kind"
          label={t('audit.filter.kind')}
          any={t('audit.filter.kind.any')}
          options={kinds.map((value) => ({ value, label: t(`audit.kind.${value}`) }))}
          value={filters.kind}
          onChoice={(kind: AuditKind | undefined) => change({ kind })}
        />
        <ActorFilter seen={seen} value={filters.actor} onActor={(actor) => change({ actor })} />
        <Choice
          id="audit-outcome"
          label={t('audit.filter.outcome')}
          any={t('audit.filter.outcome.any')}
          options={OUTCOMES.map((value) => ({ value, label: t(`audit.outcome.${value}`) }))}
          value={filters.outcome}
          onChoice={(outcome: AuditOutcome | undefined) => change({ outcome })}
        />
        <Field id="audit-domain" label={t('audit.filter.domain')}>
          <Textfield
            id="audit-domain"
            value={filters.domain}
            onChange={(event) => change({ domain: event.currentTarget.value })}
            placeholder={t('audit.filter.domain.placeholder')}
            maxLength={100}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
          />
        </Field>
        <LabelledDay
          id="audit-from"
          label={t('audit.filter.from')}
          day={filters.from}
          problem={undefined}
          onDay={(from) => change({ from })}
        />
        <LabelledDay
          id="audit-to"
          label={t('audit.filter.to')}
          day={filters.to}
          problem={wrongOrder ? t('audit.filter.order') : undefined}
          onDay={(to) => change({ to })}
        />
      </div>
    </section>
  );
}

/** Takes all filters back at once. */
export function ClearFilters({
  filters,
  onFilters,
}: {
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
}): ReactElement {
  const t = useTranslate();
  const clear = (): void => {
    onFilters(NO_FILTERS);
    // The button is switched off with this, and would lose the focus to nowhere.
    document.getElementById(FIRST_FILTER)?.focus();
  };
  return (
    <Button appearance="subtle" spacing="compact" isDisabled={!isFiltered(filters)} onClick={clear}>
      {t('audit.filter.clear')}
    </Button>
  );
}

function LabelledDay({
  id,
  label,
  day,
  problem,
  onDay,
}: {
  readonly id: string;
  readonly label: string;
  readonly day: string;
  readonly problem: string | undefined;
  readonly onDay: (day: string) => void;
}): ReactElement {
  const t = useTranslate();
  const [isTyping, setTyping] = useState(false);
  const isHalf = day === UNREADABLE && !isTyping;
  const wrong = isHalf ? t('invite.last-day.half') : problem;
  return (
    <Field id={id} label={label} problem={wrong}>
      <DayField
        id={id}
        value={day}
        min="2000-01-01"
        max="2999-12-31"
        isInvalid={wrong !== undefined}
        describedBy={describedBy(id)}
        onDay={onDay}
        onTyping={setTyping}
      />
    </Field>
  );
}

function Choice<V extends string>({
  id,
  label,
  any,
  options,
  value,
  onChoice,
}: {
  readonly id: string;
  readonly label: string;
  readonly any: string;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly value: V | undefined;
  readonly onChoice: (value: V | undefined) => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <Field id={id} label={label}>
      <SingleSelect<{ readonly value: V; readonly label: string }>
        inputId={id}
        labelId={`${id}-label`}
        isClearable
        options={options}
        value={options.find((option) => option.value === value) ?? null}
        onChange={(option) => onChoice(option?.value)}
        placeholder={any}
        clearControlLabel={t('audit.filter.remove')}
        noOptionsMessage={() => t('audit.filter.none')}
      />
    </Field>
  );
}
