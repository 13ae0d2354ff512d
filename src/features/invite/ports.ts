import type { AuditPorts } from '../audit/append';
import type { Learning } from '../authority/capabilities';
import type { Clock } from '../../platform/clock';
import type { Actor } from '../../domain/actor';
import type { Progress } from '../../contract/procedures';
import type { JiraClient } from '../../platform/jira/client';
import type { Reason } from '../../domain/reason';
import type { Store } from '../stores';

export interface InvitePorts {
  /** The account that does the privileged part: the app's, or the delegate's. */
  readonly privileged: JiraClient;
  readonly app: JiraClient;
  /** The privileged caller that makes accounts, where it is asked first whether it still may. */
  readonly creating?: JiraClient;
  /** What it means when Jira refuses the privileged part. */
  readonly missingAdmin: Reason;
  readonly store: Pick<
    Store,
    'addresses' | 'mailedEnds' | 'newOrganizations' | 'organizationLists' | 'write'
  > & {
    readonly enrolments: Pick<Store['enrolments'], 'read' | 'seen' | 'among'>;
    readonly settings: Pick<Store['settings'], 'read'>;
    readonly endings: Pick<Store['endings'], 'read' | 'write' | 'remove'>;
  };
  readonly clock: Clock;
  /** What the site is known to do, and is shown to; careful in all where it is absent. */
  readonly site?: Pick<Learning, 'isCapable' | 'learn'>;
  readonly tell: (progress: Progress) => void;
  /** Called before Jira is asked to change anything, at least once. */
  readonly begin?: () => Promise<void>;
  /** When the invitation was made, in ms since 1970, where it waited since. */
  readonly askedAt?: number;
  /** An earlier try of the same crashed before it could be written down. */
  readonly repeated?: boolean;
  /** A person at a screen may take it back: Jira is asked where a few customers are before they are added. */
  readonly looksFirst?: boolean;
  /** Names this try and its repeats, for what is created in them; this call alone where there is none. */
  readonly run?: string | undefined;
  /** Who asks, for what is written down on the way, and for what ends. */
  readonly actor: Actor;
  readonly postpone: AuditPorts['postpone'];
}
