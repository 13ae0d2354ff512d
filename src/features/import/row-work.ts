import type { Actor } from '../../domain/actor';
import type { ImportId } from '../../contract/import';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { JiraResult } from '../../platform/jira/result';
import type { Privileged } from '../authority/privileged';
import type { Placed } from './batch-note';
import { inviteBatch } from './invite-batch';
import type { BatchResults } from './invite-batch';
import type { RunPorts } from './ports';
import { removeBatch, settleRemovedRows } from './remove-batch';
import { recordRows } from './record-rows';
import type { TriedRow } from './record-rows';
import { settleInviteRows } from './settle-rows';
import type { ImportPlan, ImportRecord, ImportWork } from './store/imports';
import type { Work } from './work';

/** What an import does with its rows; all else is the same for every kind of import. */
export interface RowWork {
  /** Works off a batch. Safe to repeat: how far a crashed worker came is unknown. */
  readonly process: (
    batch: readonly Placed[],
    record: ImportRecord,
    work: Work,
    privileged: Privileged,
    ports: RunPorts,
  ) => Promise<JiraResult<BatchResults>>;
  /** Writes down what became of rows, before their checkpoint. */
  readonly record: (
    tried: readonly TriedRow[],
    of: {
      readonly id: ImportId;
      readonly slice: number;
      readonly actor: Actor;
      readonly policy: Pick<ProjectPolicy, 'projectId' | 'auditDays'>;
    },
    ports: Pick<RunPorts, 'store' | 'clock'>,
  ) => Promise<void>;
  /**
   * Tells what became of rows without a result with which no worker goes on.
   *
   * @returns those of which it can be told.
   */
  readonly settle: (
    placed: readonly Placed[],
    record: ImportRecord,
    until: number,
    work: Pick<ImportWork, 'settings'> & { readonly plan: ImportPlan },
    ports: RunPorts,
  ) => Promise<readonly TriedRow[]>;
}

const INVITES: RowWork = { process: inviteBatch, record: recordRows, settle: settleInviteRows };

const REMOVES: RowWork = {
  process: removeBatch,
  // Each end of access is an entry of its own already.
  record: () => Promise.resolve(),
  settle: settleRemovedRows,
};

export function rowWork({ removes }: ImportRecord): RowWork {
  return removes ? REMOVES : INVITES;
}
