import type { ImportId } from '../../contract/import';
import type { RunPorts } from './ports';

/** A shorter wait is over before anybody reads of it, in ms. */
const TOLD_MIN_MS = 3_000;
/** Eight callers wait for the same moment, each with a little on top: told once. */
const SAME_MS = 1_000;

/** @returns what notes until when Jira has this import wait, so that its page can say so. Never throws. */
export function noteWaits(
  id: ImportId,
  { store, clock }: Pick<RunPorts, 'store' | 'clock'>,
): (until: number) => void {
  let told = 0;
  return (until) => {
    if (until - clock.now() < TOLD_MIN_MS || until < told + SAME_MS) return;
    told = until;
    void store.importWaits.note(id, until).catch(() => undefined);
  };
}
