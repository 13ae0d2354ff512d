import type { Field } from './fields';

/** Whether two states of a setting say the same. The order of what is ticked says nothing. */
export function isSameField(one: Field | undefined, other: Field | undefined): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(field: Field | undefined): Field | undefined {
  return field?.kind === 'many' ? { ...field, chosen: [...field.chosen].sort() } : field;
}
