import type { RuleTry } from '../../../src/contract/automation';
import type { Inputs } from '../../platform/configuration';

/** What stands in the form. */
export interface Draft {
  readonly email: string;
  readonly name: string;
  readonly project: string;
  readonly organization: string;
  readonly endsAt: string;
  readonly notify: boolean;
}

/** For the rule that most will make: a request comes in, and its reporter is invited. */
const SUGGESTED: Draft = {
  email: '{{issue.reporter.emailAddress}}',
  name: '{{issue.reporter.displayName}}',
  project: '{{issue.project.key}}',
  organization: '',
  endsAt: '',
  notify: false,
};

/** So that the audit log can name the rule. Optional. */
const RULE = '{{rule.name}}';

/** The form as it was filled in before, or as it is suggested. */
export function draftOf(inputs: Inputs | undefined): Draft {
  if (!inputs) return SUGGESTED;
  const { email = '', name = '', project = '', organization = '', endsAt = '', notify = false } = inputs;
  return { email, name, project, organization, endsAt, notify };
}

/** What is saved with the rule. An empty field is left out: one that is there but empty means a smart value that found nothing. */
export function inputsOf({ notify, ...texts }: Draft): Inputs {
  const filled = Object.entries(texts).filter(([, text]) => text.trim() !== '');
  return { ...Object.fromEntries(filled), notify, rule: RULE };
}

/** The fields without which no rule can invite anybody. */
export function missingIn(draft: Draft): readonly ('email' | 'project')[] {
  return (['email', 'project'] as const).filter((field) => draft[field].trim() === '');
}

/** What of the form can be tried before a rule runs: fields with a smart value, or empty, are left out. */
export function triedOf({
  project,
  organization,
  endsAt,
  notify,
}: Draft): Partial<RuleTry> & Pick<RuleTry, 'notify'> {
  const plain = Object.entries({ project, organization, endsAt })
    .map(([name, text]) => [name, text.trim()] as const)
    .filter(([, text]) => text !== '' && !/\{\{|\}\}/.test(text));
  return { ...Object.fromEntries(plain), notify };
}
