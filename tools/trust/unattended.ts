/** The handlers that run without a person at a screen, so that no guard can ask who it is: what each of them trusts. */
export const UNATTENDED: Readonly<Record<string, string>> = {
  onInstalled:
    'Only Forge calls it; takes the number of the retry from the event, runs the self-test, changes nothing in Jira.',
  onSchedule:
    'Takes no input; asks the policy, and Jira or the key about the inviter, again for each invitation that waits. Of imports it only says that they have work, and erases rows; of a proof that stands still it takes back what that made.',
  onExpirySchedule:
    'Takes no input; takes customers off the places in which this app put them, when the time has come that was set for it.',
  onReconcileSchedule:
    'Takes no input; reads customers and organizations, and adds customers to an organization only by a rule of the policy that a Jira admin switched on, as many as they allow.',
  onPrivacySchedule:
    'Takes no input; tells Atlassian account ids and gets rid of what is stored about closed accounts.',
  onAuditQueue:
    'Only the app fills its queue; writes audit entries with what finds them, answers to scripts and notes of enrolments, each under its own key.',
  onImportQueue:
    'Only the app fills its queue, with the id of an import and a turn; asks the policy, and Jira about the owner, again for each slice.',
  onWakeQueue:
    'Only the app fills its queue; takes from the event no more than that it is to look, and does what onSchedule does.',
  onScriptQueue:
    'Only the app fills its queue, with the id of a request that its key opened at the door; asks key, limits and policy again, and does what the door would have done.',
  onProofQueue:
    'Only the app fills its queue, with the id of a proof that a Jira admin began and a turn; makes the accounts and the organization that the page named, and takes back what can be.',
  onUninstall: 'Takes no input; deletes keys, addresses and account ids, writes nothing.',
};
