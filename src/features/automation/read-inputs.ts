import { actionInputsSchema } from '../../contract/automation';
import type { ActionInputs, ActionInvite } from '../../contract/automation';
import { RULE_NAME_MAX } from '../../domain/actor';
import type { Through } from '../../domain/actor';
import { plainText } from '../../domain/address/plain-text';
import { readPerson } from '../../domain/invitation/read-person';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { refOf } from '../script-api/organization-ref';

export interface ReadInputs {
  readonly project: string;
  readonly invite: ActionInvite;
}

type TextInput = Exclude<keyof ActionInputs, 'notify' | 'rule'>;
const TEXT_INPUTS: readonly TextInput[] = ['email', 'name', 'organization', 'project', 'endsAt'];

/**
 * What a rule may not leave empty: an invitation needs the first two. A rule that names the others relies on
 * them, and one whose smart value found nothing would do something else than its author meant. A language model
 * leaves them empty where it has nothing to say.
 */
const NEVER_EMPTY: Readonly<Record<Through['kind'], readonly TextInput[]>> = {
  rule: ['email', 'project', 'organization', 'endsAt'],
  rovo: ['email', 'project'],
};
const REQUIRED: readonly TextInput[] = ['email', 'project'];

/** The invitation in the inputs of an action, or why it is none. Makes no call. */
export function readInputs(payload: unknown, kind: Through['kind']): Result<ReadInputs> {
  const read = actionInputsSchema.safeParse(payload);
  if (!read.success) return fail(reason('invalid-input', { detail: placeOf(read.error.issues) }));
  const inputs = read.data;
  for (const field of TEXT_INPUTS) {
    const wrong = wrongWith(inputs[field], field, kind);
    if (wrong) return fail(wrong);
  }
  const given = (field: TextInput): string | undefined => {
    const value = inputs[field]?.trim();
    return value === '' ? undefined : value;
  };
  const displayName = given('name');
  const organization = given('organization');
  const endsAt = given('endsAt');
  const rule = kind === 'rule' ? ruleName(inputs.rule) : undefined;
  return ok({
    project: given('project') ?? '',
    invite: {
      ...readPerson({ email: given('email') ?? '', ...(displayName !== undefined && { displayName }) }),
      ...(organization !== undefined && { organization: refOf(organization) }),
      notify: inputs.notify === true || inputs.notify === 'true',
      ...(endsAt !== undefined && { endsAt }),
      through: { kind, ...(rule !== undefined && { name: rule }) },
    },
  });
}

/** To a person who fills in a form, `null` and a missing field are the same: left out. */
function wrongWith(
  value: string | null | undefined,
  field: TextInput,
  kind: Through['kind'],
): Reason | undefined {
  if (value === null || value === undefined) {
    return REQUIRED.includes(field) ? reason('action-empty', { field }) : undefined;
  }
  if (value.trim() === '')
    return NEVER_EMPTY[kind].includes(field) ? reason('action-empty', { field }) : undefined;
  return /\{\{|\}\}/.test(value) ? reason('action-unresolved', { field }) : undefined;
}

/** For the audit log, which holds no address: a name with one in it, or with a smart value, is not kept. */
function ruleName(text: string | null | undefined): string | undefined {
  const name = plainText(plainText(text ?? '').slice(0, RULE_NAME_MAX));
  return name === '' || /@|\{\{|\}\}/.test(name) ? undefined : name;
}

function placeOf([issue]: readonly { readonly path: readonly PropertyKey[] }[]): string {
  const place = issue?.path.map(String).join('.') ?? '';
  return place === '' ? 'inputs' : place;
}
