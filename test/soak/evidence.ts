import type { AccessView } from '../../src/contract/access-expiry';
import type { ImportView, RowView } from '../../src/contract/import';
import type { Entry } from './audit-log';
import type { Told } from './doors';
import type { Change } from './journal';
import type { Begun, Stage } from './stage';
import type { Space } from './story';

/** How an import stands, as its owner sees it. */
export interface ShownImport extends Begun {
  readonly view: ImportView;
  /** Nothing where they are erased. */
  readonly rows: readonly RowView[] | undefined;
}

/** All that is known of a story once it is over. */
export interface Evidence {
  readonly stage: Stage;
  readonly told: readonly Told[];
  /** Once all is quiet, before anybody goes on with anything. */
  readonly imports: readonly ShownImport[];
  /** The audit log at that moment. */
  readonly entriesAtRest: readonly Entry[];
  /** What had changed in Jira by then. */
  readonly changesAtRest: readonly Change[];
  /** Imports with rows left, and how the ways on were answered. */
  readonly waysOn: readonly { readonly import: ShownImport; readonly codes: readonly string[] }[];
  /** Long after the last end. */
  readonly listed: readonly (AccessView & { readonly space: Space })[];
  /** What ran by itself, and failed, though nothing went wrong any more. */
  readonly failures: readonly string[];
  /** What storage still holds at the very end. */
  readonly kept: string;
}
