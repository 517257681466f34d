import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Platform } from '../private/platform';

/** Where tokens come from. */
export interface TokenIssuer {
  /** URL without `https://`. */
  readonly issuer: string;
  readonly audience: string;
}

export function identityProvider({ issuer, audience }: TokenIssuer): iam.CfnOIDCProviderProps {
  return { url: `https://${issuer}`, clientIdList: [audience] };
}

/** The provider of an account that has none of this URL yet: one for all roles of a stack. */
export function identityProviderIn(scope: Construct, { issuer, audience }: TokenIssuer): iam.CfnOIDCProvider {
  const id = `DeployProvider-${issuer.replaceAll('/', '.')}`;
  return scope.node.tryFindChild(id) as iam.CfnOIDCProvider | undefined ?? new iam.CfnOIDCProvider(scope, id, identityProvider({ issuer, audience }));
}

/**
 * Whether the bootstrap has brought the provider, for the platform's own identity: an account has one of each URL, with one audience.
 *
 * @param what the method that was called, for an error
 */
export function platformHasProvider(platform: Platform, { issuer, audience }: TokenIssuer, path: string, what: string): boolean {
  const { deployIdentity: own, problems } = platform.configuration;
  if (own?._issuer !== issuer) return false;
  if (own._audience !== audience) {
    problems.add(path, `${what}: audience`, audience, `${own._audience}, which the provider has in each account`, `"${own._audience}"`);
  }
  return true;
}
