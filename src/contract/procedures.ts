import type * as z from 'zod/mini';
import type { ActionInvite, RuleTry } from './automation';
import type {
  ApiKeyView,
  KeyInput,
  KeyUpdate,
  KeysView,
  NewKey,
  ProjectKeyInput,
  ProjectKeyUpdate,
  keyRefSchema,
  rotateInputSchema,
} from './api-key';
import type {
  AccessEnded,
  AccessListInput,
  AccessMoveInput,
  AccessPage,
  AccessRef,
  AccessView,
} from './access-expiry';
import type { ApiOrganizations, KeptInvitation } from './rest-api';
import type { AuditPage, AuditQuery, projectAuditQuerySchema } from './audit';
import type { AuthorityView } from './authority';
import type { HistoryInput, HistoryPage } from './history';
import type {
  BeginInput,
  GoOnInput,
  ImportLayout,
  ImportRef,
  ImportStart,
  ImportView,
  AccountLookup,
  LookupInput,
  RunInput,
  ChunkRef,
  ChunkRows,
  UploadInput,
} from './import';
import type { SiteImport, SiteImportsInput, SiteImportsPage } from './site-imports';
import type { InviteStart, SendResult, UsualInput, UsualOrganization } from './invite';
import type { SendInput } from '../domain/invitation/invitation';
import type {
  IssueInviteInput,
  IssueInviteResult,
  IssueLookupInput,
  IssueReporterInput,
  IssueStart,
  OrganizationHistoryInput,
  OrganizationInviteInput,
  OrganizationStart,
  CustomerStatus,
} from './work-item';
import type { CountedCustomers, Leaver, LeaversBegin, LeaversCount, LeaversStart } from './leavers';
import type { ProofInput, ProofView } from './proof';
import type { RemovalPlan, RemovalRef, Removed } from './removal';
import type { OwnRulesInput, Policy, PolicyInput, ProjectSettings } from '../domain/policy/policy';
import type { KeptPolicy, PolicyVersionView, VersionRef, VersionsInput } from './policy-versions';
import type { DryRunInput, DryRunResult } from './dry-run';
import type {
  EndedInput,
  EndedPage,
  GoneRef,
  ReconcileInput,
  ReconcileLists,
  ReconcileListsInput,
  ReconcilePageInput,
  ReconcileView,
} from './reconcile';
import type { LayoutInput, LayoutRef, LayoutRename, SavedLayout } from './import-layouts';

type Nothing = Record<string, never>;
type ProjectAuditQuery = z.infer<typeof projectAuditQuerySchema>;
type KeyRef = z.infer<typeof keyRefSchema>;
type RotateInput = z.infer<typeof rotateInputSchema>;

/** Every function that the screens and the API routes can call: its input, and the data of its reply. */
export interface Functions {
  'invite.start': { input: Nothing; output: InviteStart };
  'invite.usual': { input: UsualInput; output: UsualOrganization };
  'invite.send': { input: SendInput; output: SendResult };
  'invite.history': { input: HistoryInput; output: HistoryPage };
  // Imports
  'import.start': { input: Nothing; output: ImportStart };
  'import.look': { input: LookupInput; output: readonly AccountLookup[] };
  'import.begin': { input: BeginInput; output: ImportView };
  'import.upload': { input: UploadInput; output: ImportView };
  'import.run': { input: RunInput; output: ImportView };
  'import.list': { input: Nothing; output: readonly ImportView[] };
  'import.show': { input: ImportRef; output: ImportView };
  'import.cancel': { input: ImportRef; output: ImportView };
  'import.resume': { input: GoOnInput; output: ImportView };
  'import.retry': { input: GoOnInput; output: ImportView };
  'import.layout': { input: ImportRef; output: ImportLayout };
  'import.rows': { input: ChunkRef; output: ChunkRows };
  'import.erase': { input: ImportRef; output: ImportView };
  // Lists of people who left: sent, run and steered as imports
  'leavers.start': { input: Nothing; output: LeaversStart };
  'leavers.look': { input: LookupInput; output: readonly Leaver[] };
  'leavers.count': { input: LeaversCount; output: CountedCustomers };
  'leavers.begin': { input: LeaversBegin; output: ImportView };
  // What the columns of a space's files hold
  'layouts.save': { input: LayoutInput; output: readonly SavedLayout[] };
  'layouts.rename': { input: LayoutRename; output: readonly SavedLayout[] };
  'layouts.remove': { input: LayoutRef; output: readonly SavedLayout[] };
  // Access that ends
  'access.list': { input: AccessListInput; output: AccessPage };
  'access.move': { input: AccessMoveInput; output: AccessView };
  'access.keep': { input: AccessRef; output: AccessRef };
  'access.end': { input: AccessRef; output: AccessEnded };
  // Invitations that are taken back
  'removal.show': { input: RemovalRef; output: RemovalPlan };
  'removal.run': { input: RemovalRef; output: Removed };
  // On a request and on an organization: which one, says the platform's context
  'issue.show': { input: Nothing; output: IssueStart };
  'issue.look': { input: IssueLookupInput; output: readonly CustomerStatus[] };
  'issue.invite': { input: IssueInviteInput; output: IssueInviteResult };
  'issue.reporter': { input: IssueReporterInput; output: undefined };
  'organization.show': { input: Nothing; output: OrganizationStart };
  'organization.invite': { input: OrganizationInviteInput; output: SendResult };
  'organization.history': { input: OrganizationHistoryInput; output: AuditPage };
  // API routes
  'api.organizations': { input: Nothing; output: ApiOrganizations };
  'api.invitation': { input: { readonly id: string }; output: KeptInvitation };
  // Automation rules and Rovo
  'action.invite': { input: ActionInvite; output: SendResult };
  // The form of the action in a rule: the payload names the project, of which Jira is asked
  'rule.try': { input: RuleTry; output: DryRunResult };
  // Jira admins
  'authority.show': { input: Nothing; output: AuthorityView };
  'authority.test': { input: Nothing; output: AuthorityView };
  'authority.consent': { input: Nothing; output: AuthorityView };
  'authority.withdraw': { input: Nothing; output: AuthorityView };
  'proof.show': { input: Nothing; output: ProofView };
  'proof.start': { input: ProofInput; output: ProofView };
  'proof.cancel': { input: Nothing; output: ProofView };
  'policy.show': { input: Nothing; output: Policy };
  'policy.save': { input: PolicyInput; output: Policy };
  'policy.versions': { input: VersionsInput; output: readonly PolicyVersionView[] };
  'policy.version': { input: VersionRef; output: KeptPolicy };
  'policy.try': { input: DryRunInput; output: DryRunResult };
  'keys.list': { input: Nothing; output: KeysView };
  'keys.create': { input: KeyInput; output: NewKey };
  'keys.rotate': { input: RotateInput; output: NewKey };
  'keys.update': { input: KeyUpdate; output: ApiKeyView };
  'keys.revoke': { input: KeyRef; output: ApiKeyView };
  // Every import of the site: seen, stopped, and let go on where another than its owner stopped it
  'imports.list': { input: SiteImportsInput; output: SiteImportsPage };
  'imports.cancel': { input: ImportRef; output: SiteImport };
  'imports.resume': { input: GoOnInput; output: SiteImport };
  'upkeep.show': { input: ReconcilePageInput; output: ReconcileView };
  'upkeep.lists': { input: ReconcileListsInput; output: ReconcileLists };
  'upkeep.save': { input: ReconcileInput; output: ReconcileView };
  'upkeep.start': { input: Nothing; output: ReconcileView };
  'upkeep.accept': { input: GoneRef; output: ReconcileView };
  'upkeep.ended': { input: EndedInput; output: EndedPage };
  'audit.page': { input: AuditQuery; output: AuditPage };
  // Project admins, for the project they are in
  'project.show': { input: Nothing; output: ProjectSettings };
  'project.save': { input: OwnRulesInput; output: ProjectSettings };
  'project.audit': { input: ProjectAuditQuery; output: AuditPage };
  'project.keys.list': { input: Nothing; output: KeysView };
  'project.keys.create': { input: ProjectKeyInput; output: NewKey };
  'project.keys.rotate': { input: RotateInput; output: NewKey };
  'project.keys.update': { input: ProjectKeyUpdate; output: ApiKeyView };
  'project.keys.revoke': { input: KeyRef; output: ApiKeyView };
}

/** Told on the progress channel while `invite.send` works: never an address. */
export type Progress =
  | {
      /** Place in `people`. */
      readonly index: number;
      readonly step: 'account' | 'enrol';
      readonly state: 'working' | 'done' | 'attention' | 'failed';
    }
  /** Jira asked to wait for so long, whichever person is worked on. */
  | { readonly waitSeconds: number };
