import type { AuditPage } from '../../../src/contract/audit';
import type { ReasonCode } from '../../../src/domain/reason';
import type { Reply, ReplyError } from '../../../src/contract/reply';

/** Waits before a page is asked for once more, in ms. */
const RETRY_WAITS_MS = [1000, 2000, 4000, 8000];
/** What may pass by itself. */
const PASSING: readonly ReasonCode[] = [
  'unexpected',
  'storage-unavailable',
  'permission-unknown',
  'jira-busy',
  'jira-unavailable',
];

/** What one page adds to the file. */
export interface ExportPart {
  readonly text: string;
  /** Entries so far. */
  readonly entries: number;
  /** The moment that the export has come back to, ISO 8601. */
  readonly backTo: string | undefined;
}

export interface ExportPorts {
  readonly page: (before: string | undefined) => Promise<Reply<AuditPage>>;
  /** A page's entries as they stand in the file. */
  readonly write: (page: AuditPage) => string | Promise<string>;
  readonly pause: (ms: number) => Promise<void>;
}

/**
 * Everything that is selected, page after page, newest first: of each part, only the text is handed on.
 *
 * @returns why it ended before its end.
 */
export async function* exportParts(ports: ExportPorts): AsyncGenerator<ExportPart, ReplyError | undefined> {
  let entries = 0;
  let before: string | undefined;
  do {
    const reply = await patiently(() => ports.page(before), ports.pause);
    if (!reply.ok) return reply.error;
    const { data } = reply;
    entries += data.entries.length;
    yield {
      text: data.entries.length > 0 ? await ports.write(data) : '',
      entries,
      backTo: data.searchedTo ?? data.entries.at(-1)?.at,
    };
    before = data.before;
  } while (before !== undefined);
  return undefined;
}

async function patiently(
  ask: () => Promise<Reply<AuditPage>>,
  pause: ExportPorts['pause'],
): Promise<Reply<AuditPage>> {
  let reply = await ask();
  for (const wait of RETRY_WAITS_MS) {
    if (reply.ok || !PASSING.includes(reply.error.code)) return reply;
    await pause(wait);
    reply = await ask();
  }
  return reply;
}
