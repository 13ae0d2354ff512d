/** A space of the local site, by its key. */
export type Space = 'SUP' | 'PAR';

/** An organization as the inviter names it: picked by id, or typed. */
export interface Ref {
  readonly by: 'id' | 'name';
  readonly name: string;
}

export interface Guest {
  readonly email: string;
  readonly organizations: readonly Ref[];
  readonly notify: boolean;
  /** Hours from then on after which the access ends. */
  readonly endsIn?: number;
}

/** One action of a person at one of the doors. Data alone, so that a story can be made smaller. */
export type Thing =
  | ({
      readonly does: 'invite';
      readonly who: string;
      readonly space: Space;
      readonly emails: readonly string[];
    } & Omit<Guest, 'email'>)
  | ({ readonly does: 'panel'; readonly who: string; readonly emails: readonly string[] } & Omit<
      Guest,
      'email'
    >)
  | ({
      readonly does: 'organization-panel';
      readonly who: string;
      readonly emails: readonly string[];
    } & Omit<Guest, 'email'>)
  | ({ readonly does: 'script'; readonly key: number; readonly space: Space; readonly once?: string } & Guest)
  | ({ readonly does: 'api'; readonly who: string; readonly space: Space } & Guest)
  | ({ readonly does: 'action'; readonly who: string; readonly space: Space } & Guest)
  | {
      readonly does: 'import';
      readonly who: string;
      readonly space: Space;
      readonly rows: readonly Row[];
      readonly sliceRows: number;
      readonly notify: boolean;
    }
  | {
      readonly does: 'steer';
      readonly how: 'cancel' | 'resume' | 'retry' | 'erase';
      readonly who?: string;
      readonly import: number;
    }
  | {
      readonly does: 'access';
      readonly how: 'move' | 'keep' | 'end';
      readonly who: string;
      readonly email: string;
      readonly endsIn: number;
    }
  | {
      readonly does: 'policy';
      readonly rules: Readonly<Record<string, unknown>>;
      readonly off: readonly Space[];
    }
  | { readonly does: 'permission'; readonly who: string; readonly has: boolean }
  | { readonly does: 'delegate'; readonly how: 'consent' | 'withdraw' }
  | { readonly does: 'key'; readonly how: 'revoke' | 'rotate' | 'create'; readonly key: number }
  | { readonly does: 'rules-on' }
  | { readonly does: 'hand'; readonly how: Hand; readonly email: string; readonly organization: string }
  | { readonly does: 'schedule'; readonly key: string };

export type Hand = 'off-desk' | 'on-desk' | 'off-organization' | 'in-organization' | 'make-organization';

export interface Row {
  readonly email: string;
  readonly organizations: string;
  readonly endsIn?: number;
}

/** What strikes while a beat is played; drawn from a seed of its own, so that it stays when other beats are left out. */
export interface Trouble {
  readonly seed: number;
  /** Functions end in the middle. */
  readonly deaths?: { readonly of: string; readonly share: number };
  readonly jira?: {
    readonly kind: 'burst' | 'quota' | 'unavailable' | 'gateway' | 'silence';
    readonly share: number;
    readonly times: number;
    readonly of: string;
  };
  readonly storage?: {
    readonly kind: 'before' | 'after' | 'comparison' | 'keys';
    readonly share: number;
    readonly times: number;
  };
  readonly queue?: {
    readonly lost: number;
    readonly twice: boolean;
    readonly lateMs: number;
    readonly notAgain: number;
  };
}

export interface Beat {
  /** At once. */
  readonly things: readonly Thing[];
  readonly trouble?: Trouble;
  /** How long nothing but the app's own schedules happens afterwards, in minutes. */
  readonly thenMinutes: number;
}

export interface Story {
  readonly seed: number;
  readonly profile: string;
  readonly beats: readonly Beat[];
}

/** A step of the story as text, for a person to read. */
export function describe(beat: Beat): string {
  const { things, trouble, thenMinutes } = beat;
  const said = things.map((thing) => {
    const text = JSON.stringify(
      thing.does === 'import' ? { ...thing, rows: rowsInShort(thing.rows) } : thing,
    );
    return `  ${text.length > 600 ? `${text.slice(0, 600)}…` : text}`;
  });
  return [
    ...said,
    `  trouble: ${trouble ? JSON.stringify(trouble) : 'none'}`,
    `  then: ${thenMinutes} minutes`,
  ].join('\n');
}

function rowsInShort(rows: readonly Row[]): string {
  const shown = rows
    .slice(0, 4)
    .map(({ email, organizations, endsIn }) =>
      [email, organizations, endsIn && `${endsIn} h`]
        .filter((part) => part !== '' && part !== undefined)
        .join(', '),
    );
  return `${rows.length} rows: ${shown.join(' / ')}${rows.length > 4 ? ' …' : ''}`;
}
