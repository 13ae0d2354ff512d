/** One figure, and what it must not pass. Counts are the same in each run; times depend on the machine. */
export interface Target {
  readonly kind: 'count' | 'time';
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  readonly met: boolean;
}

export function atMost(
  kind: Target['kind'],
  what: string,
  measured: number,
  most: number,
  { unit = '', digits = 0 }: { readonly unit?: string; readonly digits?: number } = {},
): Target {
  return {
    kind,
    what,
    measured: `${measured.toFixed(digits)}${unit}`,
    target: `≤ ${most}${unit}`,
    met: measured <= most,
  };
}

export function atLeast(
  kind: Target['kind'],
  what: string,
  measured: number,
  least: number,
  unit: string,
): Target {
  return {
    kind,
    what,
    measured: `${measured.toFixed(1)}${unit}`,
    target: `≥ ${least}${unit}`,
    met: measured >= least,
  };
}

export function printTargets(targets: readonly Target[]): void {
  print(
    table(
      ['', 'measured', 'target', ''],
      targets.map(({ what, measured, target, met }) => [what, measured, target, met ? 'met' : 'MISSED']),
    ),
  );
  // A slow machine is no failure; a call more is.
  if (!targets.every(({ kind, met }) => met || kind === 'time')) process.exitCode = 1;
}

/** A table in Markdown, so that it can go into the README as it is. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}

export function print(text: string): void {
  process.stdout.write(`${text}\n\n`);
}
