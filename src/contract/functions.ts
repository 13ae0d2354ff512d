import type { AuthorityView, SelfTest } from './authority';
import type { DomainRules } from './domain-rules';
import type { HistoryInput, HistoryPage } from './history';
import type { ProjectId, ServiceDeskId } from './ids';
import type { SendInput } from './invitation';
import type { Outcome } from './outcome';
import type { Policy, PolicyInput } from './policy';

/** What the invite screen needs to draw itself. */
export interface InviteStart {
  readonly projectId: ProjectId;
  readonly serviceDeskId: ServiceDeskId;
  readonly addressesMax: number;
  readonly maySendEmail: boolean;
  readonly mayEnrolInOrganizations: boolean;
  readonly mayCreateOrganizations: boolean;
  /** So that the screen can mark what the policy would refuse; the resolver decides. */
  readonly domains: DomainRules;
  /** As the self-test last found it; `unknown` before the first. */
  readonly power: SelfTest['result'] | 'unknown';
}

export interface SendResult {
  /** In the order of the people sent. */
  readonly outcomes: readonly Outcome[];
  /** False where the outcome stands but could not be written down. */
  readonly recorded: boolean;
}

/** Every function the screens can call: its input, and the data of its reply. */
export interface Functions {
  'invite.start': { input: Record<string, never>; output: InviteStart };
  'invite.send': { input: SendInput; output: SendResult };
  'invite.history': { input: HistoryInput; output: HistoryPage };
  'authority.show': { input: Record<string, never>; output: AuthorityView };
  'authority.test': { input: Record<string, never>; output: AuthorityView };
  'authority.consent': { input: Record<string, never>; output: AuthorityView };
  'authority.withdraw': { input: Record<string, never>; output: AuthorityView };
  'policy.show': { input: Record<string, never>; output: Policy };
  'policy.save': { input: PolicyInput; output: Policy };
}

/** Told on the progress channel while `invite.send` works: never an address. */
export interface Progress {
  /** Place in `people`. */
  readonly index: number;
  readonly step: 'account' | 'enrol';
  readonly state: 'working' | 'done' | 'attention' | 'failed';
}
