import { isCovered } from '../../../src/domain/policy/kinds';
import type { RuleName, Rules, SomeRules } from '../../../src/domain/policy/rules';
import { isWithin } from '../../../src/domain/policy/tighten';
import type { Problem } from './fields';
import { settingOptions, SETTINGS } from './settings';
import { valueOf } from './value';

/** The values of a rule that are no looser than the site's, where it has a fixed choice of them. */
export function offeredOptions(name: RuleName, site: Rules): readonly string[] {
  const { kind } = SETTINGS[name].editor;
  return settingOptions(name)
    .map(({ value }) => value)
    .filter((value) => isWithin(name, site, { [name]: kind === 'many' ? [value] : value }));
}

/** Why a rule would allow more than the site does, in words closer to it than the refusal; `undefined` where it does not. */
export function outsideBounds(name: RuleName, own: SomeRules, site: Rules): Problem | undefined {
  if (isWithin(name, site, own)) return undefined;
  const [asked, most] = [valueOf(name, own[name]), valueOf(name, site[name])];
  switch (asked?.kind) {
    case 'domains': {
      const listed = most?.kind === asked.kind ? most.value : [];
      const domain = asked.value.find((each) => !isCovered(each, listed)) ?? '';
      return { key: 'policy.problem.outside', params: { domain } };
    }
    case 'number':
      return { key: 'policy.problem.number', params: { max: Number(site[name]) } };
    // The site has become stricter since.
    case 'many':
    case 'one':
    case 'switch':
      return { key: 'policy.problem.looser' };
    case 'organizations':
    case 'routes':
    case undefined:
      return undefined;
  }
}
