import { GetAccountPasswordPolicyCommand, IAMClient, PasswordPolicy, UpdateAccountPasswordPolicyCommand } from '@aws-sdk/client-iam';

/** What CIS and AWS's own standard ask for: IAM.7 and IAM.10 to IAM.17 of Security Hub. There should be no IAM users at all; this is for those that come all the same. */
const LEAST = {
  MinimumPasswordLength: 14,
  PasswordReusePrevention: 24,
  RequireSymbols: true,
  RequireNumbers: true,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  AllowUsersToChangePassword: true,
} as const;

/** How long a password may be used; the standards that ask for a limit ask for this one. */
const LONGEST_AGE = 90;

/** An account's passwords, at least as strong as this. What is stronger stays. */
export async function strengthenPasswords(iam: IAMClient): Promise<void> {
  const present = await passwordPolicy(iam);
  const age = present.MaxPasswordAge || LONGEST_AGE;
  const wanted = {
    ...LEAST,
    MinimumPasswordLength: Math.max(LEAST.MinimumPasswordLength, present.MinimumPasswordLength ?? 0),
    MaxPasswordAge: Math.min(LONGEST_AGE, age),
    HardExpiry: present.HardExpiry ?? false,
  };
  if (Object.entries(wanted).every(([key, value]) => (present as Record<string, unknown>)[key] === value)) return;
  await iam.send(new UpdateAccountPasswordPolicyCommand(wanted));
}

async function passwordPolicy(iam: IAMClient): Promise<Partial<PasswordPolicy>> {
  try {
    return (await iam.send(new GetAccountPasswordPolicyCommand({}))).PasswordPolicy ?? {};
  } catch (error) {
    if ((error as Error).name === 'NoSuchEntityException') return {};
    throw error;
  }
}
