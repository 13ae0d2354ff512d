import type { Finding } from './finding';
import type { Story } from './story';

export type Job =
  | {
      readonly kind: 'story';
      readonly seed: number;
      readonly calm: boolean;
      readonly shrink: boolean;
      readonly bundle: string;
    }
  | { readonly kind: 'fuzz'; readonly seed: number; readonly payloads: number; readonly bundle: string };

export interface Report {
  readonly job: Job;
  readonly findings: readonly Finding[];
  /** How often what happened. */
  readonly struck: Readonly<Record<string, number>>;
  /** Where a smaller one than that of the seed breaks the same rule. */
  readonly story?: Story;
}
