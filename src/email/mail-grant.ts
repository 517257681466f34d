import * as iam from 'aws-cdk-lib/aws-iam';
import { MAIL_VARIABLES } from '../mail';
import { MAIL_FROM_TAG } from '../private/names';

/** What stands before the `@`: no quotes, and nothing that means something else in a policy or a session tag. */
const LOCAL_PART = /^[A-Za-z0-9][A-Za-z0-9._+=-]{0,63}$/;

/** Grants one to come in by the sender role, for all addresses or by these alone. */
export function grantMail(grantee: iam.IGrantable, roleArn: string, addresses?: string[]): iam.Grant {
  return iam.Grant.addToPrincipal({
    grantee,
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    resourceArns: [roleArn],
    conditions: addresses && { StringEquals: { [`aws:RequestTag/${MAIL_FROM_TAG}`]: addresses } },
  });
}

/** By what somebody sends. */
interface MailPath {
  readonly roleArn: string;
  readonly region: string;
  readonly configurationSetName: string;
}

/** What `mailSettings` reads. */
export function mailVariables({ roleArn, region, configurationSetName }: MailPath, address?: string): { [variable: string]: string } {
  return {
    [MAIL_VARIABLES.role]: roleArn,
    [MAIL_VARIABLES.region]: region,
    [MAIL_VARIABLES.configurationSet]: configurationSetName,
    ...address !== undefined && { [MAIL_VARIABLES.from]: address },
  };
}

/** An address in its two parts; without an `@` it has no domain. */
export function partsOf(address: string): { localPart: string; domain?: string } {
  const at = String(address).lastIndexOf('@');
  return at < 0 ? { localPart: String(address) } : { localPart: address.slice(0, at), domain: address.slice(at + 1) };
}

/** What is wrong with what stands before the `@`. */
export function localPartFault(localPart: string): string | undefined {
  return LOCAL_PART.test(localPart) ? undefined : '1 to 64 letters, digits and ._+=- before the @, beginning with a letter or digit';
}
