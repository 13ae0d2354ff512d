import type { Translate } from '../i18n/use-translate';

const KINDS = ['invited', 'created', 'existed', 'removed', 'nothing', 'left', 'attention', 'failed'] as const;

/** “3 invited, 1 failed”: what there is none of is left out. */
export function countWords(counts: Partial<Record<(typeof KINDS)[number], number>>, t: Translate): string {
  const some = KINDS.map((kind) => ({ kind, count: counts[kind] ?? 0 })).filter(({ count }) => count > 0);
  return t.list(some.map(({ kind, count }) => t(`counts.${kind}`, { count })));
}

/** The same of an import, or of a list of people who were removed. */
export function importCountWords(
  {
    removes,
    created,
    existed,
    attention,
    failed,
  }: Readonly<Record<'created' | 'existed' | 'attention' | 'failed', number>> & {
    readonly removes?: true | undefined;
  },
  t: Translate,
): string {
  const done = removes ? { removed: created, nothing: existed } : { created, existed };
  return countWords({ ...done, attention, failed }, t);
}
