import { errorPage } from '../private/documentation';

/** The sections of docs/errors.md about what the tool ends with: each by its anchor, with what is wrong. The first that fits explains it. */
export const TOOL_TOPICS: Readonly<Record<string, RegExp>> = {
  'credentials': /^(no AWS credentials|the AWS credentials have expired|AWS does not accept the credentials|the credentials belong to another account)/,
  'not-allowed': /^(not allowed: |account .* cannot be entered)/,
  'aws-does-not-answer': /^AWS (cannot be reached|still throttles)/,
  'the-app-and-its-plan': /^(the project has no cdk|cdk cannot be started|an empty command|the app |there is no cloud assembly|the plan )/,
  'the-file-of-accounts': /^(the registry |there is no registry|the accounts of the organization contradict|there is no organization)/,
  'an-account-that-cannot-be-deployed': /^(there is no account "|account ".*" )/,
  'a-suppression-that-has-ended': /^the suppression /,
  'a-deployment-that-failed': /^(account .* could not be deployed|the management account could not be bootstrapped|the platform does not settle)/,
  'accounts-and-regions-that-do-not-open': /^(account .* did not become deployable|an account could not be opted in|the home region is not open)/,
  'asking-who-may-enter': /^(Identity Center |nothing is called so|two answers at once|the earlier plan)/,
  'taking-access-away': /^(the code still takes the access|nobody signs in by that name|the policy .* is another one)/,
  'ending-a-sandbox': /^(there is no such sandbox|several sandboxes|the sandbox has ended|--until )/,
  'mail-that-cannot-be-looked-at': /^(no environment of that name sends mail|the platform sends no mail|what the environment sends by|the account .* nothing of mail)/,
  'the-lock-of-artifacts': /^(the lock of artifacts|name of a version|digest|file$|image |file )/,
  'verify-that-cannot-begin': /^(no such check|the cases cannot be read|the checks .* need the simulator)/,
  'two-assemblies': /^the assemblies are of different things/,
  'a-pipeline-that-cannot-be-written': /^(jobs of |it cannot stand in a workflow)/,
  'interrupted': /^interrupted/,
  'a-call-of-aws-that-failed': /^\S+ (failed|did not succeed)$/,
};

/** The page about how the tool ended. */
export function pageOfToolError(what: string): string {
  return errorPage(topicOfToolError(what) ?? 'an-error-that-nobody-foresaw');
}

/** The section about how the tool ended; undefined if nobody has written one. */
export function topicOfToolError(what: string): string | undefined {
  return Object.keys(TOOL_TOPICS).find(topic => TOOL_TOPICS[topic].test(what));
}
