import type { Policy } from '../../../src/domain/policy/policy';
import type { RuleName, Rules, RULES } from '../../../src/domain/policy/rules';
import type { MessageKey } from '../../../src/i18n/translate';

/** Everything that a policy says about the site: its rules, and what holds beside them. */
export type SettingName = RuleName | Extract<keyof Policy, 'auditDays' | 'projectAdminsMakeKeys'>;

export interface Option {
  readonly value: string;
  readonly label: MessageKey;
}

/** The words for each value that can be chosen, in the order in which they stand. */
type OptionWords<V extends string> = Readonly<Record<V, MessageKey>>;

/** How a setting is edited, and the words for what it says. `none` stands for an empty list or field. */
export type Editor =
  | { readonly kind: 'many'; readonly options: OptionWords<string>; readonly none: MessageKey }
  | { readonly kind: 'one'; readonly options: OptionWords<string> }
  | { readonly kind: 'domains'; readonly none: MessageKey }
  | { readonly kind: 'organizations'; readonly none: MessageKey }
  /** Domains, each with the organization where its customers go. */
  | { readonly kind: 'routes'; readonly none: MessageKey }
  | {
      readonly kind: 'switch';
      readonly action: MessageKey;
      readonly on: MessageKey;
      readonly off: MessageKey;
    }
  /** Without `none`, a number must be given. */
  | { readonly kind: 'number'; readonly max: number; readonly words: MessageKey; readonly none?: MessageKey };

export type SectionName = 'inviters' | 'customers' | 'organizations' | 'oversight';

export interface Setting<E extends Editor = Editor> {
  readonly section: SectionName;
  readonly label: MessageKey;
  readonly help?: MessageKey;
  readonly editor: E;
}

/** What a rule's editor needs beside its kind: words for each value to choose, and for none where there can be none. */
type Needs<T> = (T extends string
  ? { readonly options: OptionWords<T> }
  : T extends readonly (infer V extends string)[]
    ? string extends V
      ? unknown
      : { readonly options: OptionWords<V> }
    : unknown) &
  (null extends T ? { readonly none: MessageKey } : unknown);
type EditorOf<N extends RuleName> = Extract<Editor, { readonly kind: (typeof RULES)[N]['editor']['kind'] }> &
  Needs<Rules[N]>;
/** How every setting is edited: the compiler demands one of each rule, with the words that its kind needs. */
export type Settings = { readonly [N in RuleName]: Setting<EditorOf<N>> } & Readonly<
  Record<Exclude<SettingName, RuleName>, Setting>
>;
