import type { Translate } from '../i18n/use-translate';

const KINDS = ['invited', 'created', 'existed', 'left', 'attention', 'failed'] as const;

/** “3 invited, 1 failed”: what there is none of is left out. */
export function countWords(counts: Partial<Record<(typeof KINDS)[number], number>>, t: Translate): string {
  const some = KINDS.map((kind) => ({ kind, count: counts[kind] ?? 0 })).filter(({ count }) => count > 0);
  return t.list(some.map(({ kind, count }) => t(`counts.${kind}`, { count })));
}
