import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useCallback, useRef } from 'react';
import type { ReactElement } from 'react';
import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import type { OrganizationOption } from '../../platform/jira';
import { readDomainList } from '../../ui/domain-list';
import { SharedDomains } from '../../ui/shared-domains';
import { useLoaded } from '../../ui/use-loaded';
import { SingleSelect } from '../../ui/select';
import { useTranslate } from '../../i18n/use-translate';
import { FieldGroup } from './choice-editor';
import type { Route } from './fields';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly chosen: OrganizationChoice;
}

const NEW_ROUTE: Route = { domain: '', organization: undefined };

/** Domains, each with the organization where its customers go: a row each. */
export function RoutesEditor({
  id,
  label,
  help,
  routes,
  problem,
  load,
  onRoutes,
}: {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly routes: readonly Route[];
  readonly problem: string | undefined;
  readonly load: () => Promise<readonly OrganizationOption[]>;
  readonly onRoutes: (routes: readonly Route[]) => void;
}): ReactElement {
  const t = useTranslate();
  const addButton = useRef<HTMLButtonElement>(null);
  const { loaded, reload } = useLoaded(useCallback(() => load().catch(() => 'failed' as const), [load]));
  const options = typeof loaded === 'object' ? loaded.map(asOption) : [];
  const replace = (place: number, by: Partial<Route>): void =>
    onRoutes(routes.map((route, at) => (at === place ? { ...route, ...by } : route)));
  const remove = (place: number): void => {
    onRoutes(routes.filter((_, at) => at !== place));
    addButton.current?.focus();
  };
  const add = (): void => {
    onRoutes([...routes, NEW_ROUTE]);
    // Once the row is there.
    setTimeout(() => document.getElementById(`${id}-${routes.length}-domain`)?.focus());
  };
  return (
    <FieldGroup
      id={id}
      label={label}
      {...(help !== undefined && { help })}
      problem={
        <>
          {problem}
          {loaded === 'failed' && (
            <p className="plain-text">
              {t('invite.organization.failed')}{' '}
              <button type="button" className="link-button" onClick={reload}>
                {t('ui.retry')}
              </button>
            </p>
          )}
        </>
      }
    >
      {routes.map(({ domain, organization }, place) => (
        <div className="route" key={place} role="group" aria-label={t('policy.route', { place: place + 1 })}>
          <Textfield
            id={`${id}-${place}-domain`}
            aria-label={t('policy.route.domain')}
            placeholder="acme.example"
            value={domain}
            onChange={(event) => replace(place, { domain: event.currentTarget.value })}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            maxLength={300}
          />
          <SingleSelect<Option>
            label={t('policy.route.organization')}
            options={options}
            isLoading={loaded === undefined}
            value={organization ? asOption(organization) : null}
            onChange={(option) => replace(place, { organization: option?.chosen })}
            placeholder={t('invite.organization.placeholder')}
            loadingMessage={() => t('invite.organization.loading')}
            noOptionsMessage={() => t('organizations.no-match')}
          />
          <Button
            appearance="subtle"
            onClick={() => remove(place)}
            aria-label={t('policy.route.remove.of', { place: place + 1 })}
          >
            {t('policy.route.remove')}
          </Button>
        </div>
      ))}
      <SharedDomains domains={routes.flatMap(({ domain }) => readDomainList(domain).domains)} />
      <div>
        <Button ref={addButton} spacing="compact" onClick={add}>
          {t('policy.route.add')}
        </Button>
      </div>
    </FieldGroup>
  );
}

function asOption({ id, name }: OrganizationChoice): Option {
  return { value: id, label: name, chosen: { id, name } };
}
