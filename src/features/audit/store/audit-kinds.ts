import type { AuditEntry, AuditKind } from '../../../contract/audit';

/** The events of each kind. */
const EVENTS_OF: Readonly<Record<AuditKind, readonly AuditEntry['event'][]>> = {
  invitation: ['invitation'],
  import: ['import', 'look'],
  access: ['access'],
  organization: ['organization'],
  policy: ['policy'],
  key: ['key'],
  authority: ['authority', 'proof'],
  'daily-check': ['upkeep', 'domain-rule'],
  refusal: ['refusal'],
};

const KIND_OF: ReadonlyMap<string, AuditKind> = new Map(
  (Object.keys(EVENTS_OF) as AuditKind[]).flatMap((kind) =>
    EVENTS_OF[kind].map((event) => [event, kind] as const),
  ),
);

/** The kind of an event, as a person looks for it. */
export function kindOf(event: string): AuditKind | undefined {
  return KIND_OF.get(event);
}

/**
 * What stands for a kind in the index by request: only invitations are made on a request, and Forge gives an entity no
 * more than seven indexes. Invitations have none: they are most of the log.
 */
export function kindMark(kind: AuditKind): string | undefined {
  return kind === 'invitation' ? undefined : `${MARK}${kind}`;
}

/**
 * What stands for space and actor together in the index by request, of invitations that were made on none. It begins as
 * the mark of a kind does, so that the version before takes it for no request.
 *
 * @param projectId as it is stored.
 * @param actor its word, as it is stored.
 */
export function pairMark({
  projectId,
  actor,
}: {
  readonly projectId: string;
  readonly actor: string;
}): string {
  return `${MARK}invitation:${projectId}:${actor}`;
}

const MARK = 'kind:';

export function isKindMark(issueId: string): boolean {
  return issueId.startsWith(MARK);
}
