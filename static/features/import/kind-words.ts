import type { ImportView } from '../../../src/contract/import';
import type { MessageKey } from '../../../src/i18n/translate';

/** An import invites people; a list of leavers is run as one, and removes them. */
export type ImportKind = 'import' | 'leavers';

/** What is said of both in words of their own. */
export const KIND_WORDS = {
  import: {
    next: 'import.next',
    cancel: 'import.cancel',
    cancelTitle: 'import.cancel.title',
    cancelBody: 'import.cancel.body',
    cancelKeep: 'import.cancel.keep',
    eraseTitle: 'import.erase.title',
    flagFinished: 'import.flag.finished',
    flagStopped: 'import.flag.stopped',
    unnamed: 'import.unnamed',
    uploading: 'import.uploading',
    watchFailed: 'import.watch.failed',
    countCreated: 'import.count.created',
    countExisted: 'import.count.existed',
    closing: 'import.closing',
    listBack: 'import.list.back',
    earlier: 'import.earlier',
    earlierTitle: 'import.earlier.title',
    failedTitle: 'import.failed.title',
    confirmHelp: 'import.confirm.help',
  },
  leavers: {
    next: 'leavers.next',
    cancel: 'leavers.cancel',
    cancelTitle: 'leavers.cancel.title',
    cancelBody: 'leavers.cancel.body',
    cancelKeep: 'leavers.cancel.keep',
    eraseTitle: 'leavers.erase.title',
    flagFinished: 'leavers.flag.finished',
    flagStopped: 'leavers.flag.stopped',
    unnamed: 'leavers.unnamed',
    uploading: 'leavers.uploading',
    watchFailed: 'leavers.watch.failed',
    countCreated: 'leavers.count.created',
    countExisted: 'leavers.count.existed',
    closing: 'leavers.closing',
    listBack: 'leavers.list.back',
    earlier: 'leavers.earlier',
    earlierTitle: 'leavers.earlier.title',
    failedTitle: 'leavers.failed.title',
    confirmHelp: 'leavers.confirm.help',
  },
} as const satisfies Record<ImportKind, Record<string, MessageKey>>;

export function kindOf({ removes }: Pick<ImportView, 'removes'>): ImportKind {
  return removes ? 'leavers' : 'import';
}
